package dev.letterbox.api.conversation;

import java.util.Collection;
import java.util.List;

/**
 * What is known of a message before anybody has begun to write it, built fluently:
 *
 * <pre>{@code
 * drafts.draft(DraftRequest.by("bob").replyingTo(17));
 * }</pre>
 *
 * @param owner name of the user who is going to write
 * @param recipients whom it is to go to, as they are typed, at most {@value #MAX_RECIPIENTS}; for a
 *     reply, who is to get a copy
 * @param subject one line of at most 120 characters; null for none, or for that of a reply
 * @param body the beginning of the text; what is quoted follows it
 * @param replyTo id of the message that it replies to; null when it is no reply
 * @param quick whether it is a quick reply, written below the message: then the text is quoted only
 *     if {@code letterbox.replies.quote-body} says so
 */
public record DraftRequest(
    String owner,
    List<String> recipients,
    String subject,
    String body,
    Long replyTo,
    boolean quick) {

  /** How many recipients a draft may name. */
  public static final int MAX_RECIPIENTS = 100;

  public DraftRequest {
    recipients = List.copyOf(recipients);
  }

  /** An empty draft of this user. */
  public static DraftRequest by(String owner) {
    return new DraftRequest(owner, List.of(), null, "", null, false);
  }

  public DraftRequest to(String... names) {
    return to(List.of(names));
  }

  public DraftRequest to(Collection<String> names) {
    return new DraftRequest(owner, List.copyOf(names), subject, body, replyTo, quick);
  }

  public DraftRequest subject(String text) {
    return new DraftRequest(owner, recipients, text, body, replyTo, quick);
  }

  public DraftRequest body(String text) {
    return new DraftRequest(owner, recipients, subject, text, replyTo, quick);
  }

  public DraftRequest replyingTo(long messageId) {
    return new DraftRequest(owner, recipients, subject, body, messageId, quick);
  }

  /** A quick reply. */
  public DraftRequest quickly() {
    return new DraftRequest(owner, recipients, subject, body, replyTo, true);
  }
}
