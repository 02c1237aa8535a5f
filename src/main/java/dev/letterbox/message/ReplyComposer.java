package dev.letterbox.message;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.Reply;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Composes replies: finds the parent, derives the subject, and resolves the recipients. */
@ApplicationScoped
class ReplyComposer {

  private static final String SELECT_PARENT =
      """
      select m.id, m.thread_id, m.kind, m.sender, m.visitor_email, m.subject, m.withdrawn_at
      from lb_delivery d, lb_message m
      where d.recipient = ? and d.message_id = ? and d.deleted_at is null
        and m.id = d.message_id and m.moderation_status = ?
      """;

  @Inject private SqlRunner sql;
  @Inject private RecipientResolver recipientResolver;
  @Inject private ReplyFormatting replyFormatting;

  private record ParentMessage(
      long id,
      long thread,
      MessageKind kind,
      String sender,
      String visitorEmail,
      String subject,
      Instant withdrawnAt) {

    static ParentMessage of(ResultSet row) throws SQLException {
      return new ParentMessage(
          row.getLong("id"),
          row.getLong("thread_id"),
          MessageKind.valueOf(row.getString("kind")),
          row.getString("sender"),
          row.getString("visitor_email"),
          row.getString("subject"),
          SqlRunner.instant(row, "withdrawn_at"));
    }

    MessageContent.ReplyTarget replyTarget() {
      return new MessageContent.ReplyTarget(thread, id);
    }
  }

  /**
   * The reply itself, followed by its copies.
   *
   * @throws MessageNotFoundException when the replier has not received the parent, or deleted it
   * @throws ConflictException when the parent was withdrawn or is a notice
   * @throws dev.letterbox.api.InvalidInputException naming each field that breaks a rule
   */
  List<Envelope> compose(Reply reply) {
    ValidationErrors errors = new ValidationErrors();
    String sender =
        errors.checkRequiredLine("sender", reply.sender(), ValidationErrors.MAX_NAME_LENGTH);
    errors.throwIfAny();
    ParentMessage parent = findParent(sender, reply.parent());
    String subject =
        reply.subject() == null ? replyFormatting.subject(parent.subject()) : reply.subject();
    MessageContent content = MessageContent.of(reply, subject, parent.replyTarget(), errors);
    checkRecipient(parent, reply, sender, errors);
    Set<String> copies = new LinkedHashSet<>(recipientResolver.recipientNames(reply, errors));
    errors.throwIfAny();

    List<Envelope> envelopes = new ArrayList<>();
    envelopes.add(content.withVisitorEmail(parent.visitorEmail()).envelopeFor(parent.sender()));
    copies.remove(parent.sender());
    copies.forEach(name -> envelopes.add(content.envelopeFor(name)));
    return envelopes;
  }

  private ParentMessage findParent(String replier, long id) {
    ParentMessage parent =
        sql
            .query(SELECT_PARENT, ParentMessage::of, replier, id, ModerationStatus.ACCEPTED.name())
            .stream()
            .findFirst()
            .orElseThrow(() -> new MessageNotFoundException(id));
    if (parent.kind() == MessageKind.NOTICE) {
      throw new ConflictException(
          "message " + id, "A notice has no sender, so there is nobody to reply to.");
    }
    if (parent.withdrawnAt() != null) {
      throw new ConflictException(
          "message " + id, "The message was withdrawn, so there is nothing to reply to.");
    }
    return parent;
  }

  private void checkRecipient(
      ParentMessage parent, Reply reply, String replier, ValidationErrors errors) {
    if (parent.sender() != null) {
      recipientResolver
          .resolveReplyRecipient(replier, parent.sender(), reply.byUser())
          .problems()
          .forEach(problem -> errors.add("recipients", problem));
    }
  }
}
