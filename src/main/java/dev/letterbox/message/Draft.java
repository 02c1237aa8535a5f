package dev.letterbox.message;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Kind;
import dev.letterbox.api.Level;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Reply;
import dev.letterbox.shared.EmailAddress;
import dev.letterbox.shared.InputErrors;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A text that obeys the rules and is not stored yet; each of its recipients gets a {@link Letter}.
 *
 * @param sender null for a notice, and for a visitor
 * @param visitor e-mail address of the visitor who writes or is written to; null for none
 * @param subject null for a notice
 * @param archived whether the sender's side begins archived
 * @param deleted whether the sender's side begins deleted
 * @param session id of the session that it belongs to; null for none
 * @param notification whether recipients are notified once it is accepted
 * @param answered what it replies to; null when it begins a conversation
 */
record Draft(
    Kind kind,
    String sender,
    String visitor,
    String subject,
    String body,
    int level,
    List<String> tags,
    String view,
    boolean archived,
    boolean deleted,
    String session,
    boolean notification,
    Answered answered) {

  /**
   * What a reply replies to.
   *
   * @param thread id of the conversation's root
   * @param parent id of the message itself
   */
  record Answered(long thread, long parent) {}

  /** Length of a subject at most, in characters (code points). */
  static final int MAX_SUBJECT = 120;

  private static final int MAX_TAGS = 20;
  private static final int MAX_TAG = 100;
  private static final int MAX_VIEW = 255;

  static Draft of(NewMessage message, InputErrors errors) {
    return new Draft(
        Kind.MESSAGE,
        errors.requiredLine("sender", message.sender(), InputErrors.MAX_NAME),
        null,
        errors.requiredLine("subject", message.subject(), MAX_SUBJECT),
        errors.text("body", message.body()),
        Level.INFO,
        List.of(),
        "",
        message.autoArchive(),
        message.autoDelete(),
        null,
        message.notification(),
        null);
  }

  /** A visitor has no mailbox, so that his side is deleted at once. */
  static Draft ofVisitor(NewMessage message, InputErrors errors) {
    String visitor = errors.text("visitor", message.visitor());
    EmailAddress.check("visitor", visitor, errors);
    if (message.sender() != null) {
      errors.add("sender", "A visitor has no name.");
    }
    return new Draft(
        Kind.MESSAGE,
        null,
        visitor,
        errors.requiredLine("subject", message.subject(), MAX_SUBJECT),
        errors.text("body", message.body()),
        Level.INFO,
        List.of(),
        "",
        false,
        true,
        null,
        message.notification(),
        null);
  }

  /** The same, and nobody is notified of it. */
  Draft withoutNotification() {
    return new Draft(
        kind, sender, visitor, subject, body, level, tags, view, archived, deleted, session, false,
        answered);
  }

  /**
   * @param subject that of the reply, or what takes its place
   * @param answered what it replies to
   */
  static Draft of(Reply reply, String subject, Answered answered, InputErrors errors) {
    return new Draft(
        Kind.MESSAGE,
        errors.requiredLine("sender", reply.sender(), InputErrors.MAX_NAME),
        null,
        errors.requiredLine("subject", subject, MAX_SUBJECT),
        errors.text("body", reply.body()),
        Level.INFO,
        List.of(),
        "",
        reply.autoArchive(),
        reply.autoDelete(),
        null,
        reply.notification(),
        answered);
  }

  /** The same text for this user; for nobody who has an account, when it is null. */
  Addressed to(String recipient) {
    return new Addressed(this, recipient);
  }

  /** The same text for a visitor; as it is, when there is none. */
  Draft toVisitor(String email) {
    return new Draft(
        kind,
        sender,
        email,
        subject,
        body,
        level,
        tags,
        view,
        archived,
        deleted,
        session,
        notification,
        answered);
  }

  /** Archived and deleted on the sender's side at once, so that it clutters no folder. */
  static Draft of(Broadcast broadcast, InputErrors errors) {
    return new Draft(
        Kind.BROADCAST,
        errors.requiredLine("sender", broadcast.sender(), InputErrors.MAX_NAME),
        null,
        errors.requiredLine("subject", broadcast.subject(), MAX_SUBJECT),
        errors.text("body", broadcast.body()),
        broadcast.level(),
        tags(broadcast.tags(), errors),
        errors.line("view", broadcast.view(), MAX_VIEW),
        true,
        true,
        null,
        broadcast.notification(),
        null);
  }

  static Draft of(Notice notice, InputErrors errors) {
    return new Draft(
        Kind.NOTICE,
        null,
        null,
        null,
        errors.text("text", notice.text()),
        notice.level(),
        tags(notice.tags(), errors),
        errors.line("view", notice.view(), MAX_VIEW),
        false,
        false,
        notice.session(),
        notice.notification(),
        null);
  }

  private static List<String> tags(List<String> words, InputErrors errors) {
    SortedSet<String> tags = new TreeSet<>();
    words.forEach(word -> tags.add(errors.requiredLine("tags", word, MAX_TAG)));
    if (tags.size() > MAX_TAGS) {
      errors.add("tags", "Must be at most " + MAX_TAGS + ".");
    }
    return List.copyOf(tags);
  }
}
