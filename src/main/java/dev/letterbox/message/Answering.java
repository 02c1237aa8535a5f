package dev.letterbox.message;

import dev.letterbox.api.Kind;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.MessageWithdrawnException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NobodyToReplyToException;
import dev.letterbox.api.Reply;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds out what a reply replies to, and whom it goes to. */
@ApplicationScoped
class Answering {

  private static final String PARENT =
      """
      select m.id, m.thread_id, m.kind, m.sender, m.visitor_email, m.subject, m.withdrawn_at
      from lb_delivery d, lb_message m
      where d.recipient = ? and d.message_id = ? and d.deleted_at is null
        and m.id = d.message_id and m.moderation_status = ?
      """;

  @Inject private Sql sql;
  @Inject private Addressees addressees;
  @Inject private ReplyTexts texts;

  /** A message that is replied to. */
  private record Parent(
      long id,
      long thread,
      Kind kind,
      String sender,
      String visitor,
      String subject,
      Instant withdrawnAt) {

    static Parent of(ResultSet row) throws SQLException {
      return new Parent(
          row.getLong("id"),
          row.getLong("thread_id"),
          Kind.valueOf(row.getString("kind")),
          row.getString("sender"),
          row.getString("visitor_email"),
          row.getString("subject"),
          Sql.instant(row, "withdrawn_at"));
    }

    Draft.Answered answered() {
      return new Draft.Answered(thread, id);
    }
  }

  /**
   * What is to be posted: first the reply itself, then its copies.
   *
   * @throws MessageNotFoundException when its sender has not received the message, or deleted it
   * @throws MessageWithdrawnException when the message was withdrawn
   * @throws NobodyToReplyToException when the message is a notice
   * @throws dev.letterbox.api.InvalidInputException naming each field that breaks a rule
   */
  List<Addressed> addressed(Reply reply) {
    InputErrors errors = new InputErrors();
    String sender = errors.requiredLine("sender", reply.sender(), InputErrors.MAX_NAME);
    errors.throwIfAny();
    Parent parent = parent(sender, reply.parent());
    String subject = reply.subject() == null ? texts.subject(parent.subject()) : reply.subject();
    Draft draft = Draft.of(reply, subject, parent.answered(), errors);
    checkSenderOf(parent, reply, sender, errors);
    Set<String> copies = new LinkedHashSet<>(addressees.of(reply, errors));
    errors.throwIfAny();

    List<Addressed> addressed = new ArrayList<>();
    addressed.add(draft.toVisitor(parent.visitor()).to(parent.sender()));
    copies.remove(parent.sender());
    copies.forEach(name -> addressed.add(draft.to(name)));
    return addressed;
  }

  private Parent parent(String replier, long id) {
    Parent parent =
        sql.query(PARENT, Parent::of, replier, id, ModerationStatus.ACCEPTED.name()).stream()
            .findFirst()
            .orElseThrow(() -> new MessageNotFoundException(id));
    if (parent.kind() == Kind.NOTICE) {
      throw new NobodyToReplyToException(id);
    }
    if (parent.withdrawnAt() != null) {
      throw new MessageWithdrawnException(id);
    }
    return parent;
  }

  private void checkSenderOf(Parent parent, Reply reply, String replier, InputErrors errors) {
    if (parent.sender() != null) {
      addressees
          .checkAnswer(replier, parent.sender(), reply.byUser())
          .problems()
          .forEach(text -> errors.add("recipients", text));
    }
  }
}
