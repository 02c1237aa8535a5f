package dev.letterbox.api.conversation;

import java.util.Collection;
import java.util.List;

/**
 * What to prefill a message with, built fluently:
 *
 * <pre>{@code
 * drafts.draft(DraftRequest.by("bob").replyingTo(17));
 * }</pre>
 *
 * @param owner name of the user who is about to write
 * @param recipients the recipients as they are addressed, at most {@value #MAX_RECIPIENTS}; of a
 *     reply, the recipients of copies
 * @param subject one line, at most {@value dev.letterbox.api.NewMessage#MAX_SUBJECT_LENGTH}
 *     characters; null for none, or for the subject of a reply
 * @param body the beginning of the text, before the quoted text; null for none
 * @param replyTo id of the message that it replies to; null if it is no reply
 * @param quick whether it is a quick reply, written below the message; its text is quoted only with
 *     {@code letterbox.replies.quote-body}
 */
public record DraftRequest(
    String owner,
    List<String> recipients,
    String subject,
    String body,
    Long replyTo,
    boolean quick) {

  /** Maximum number of recipients. */
  public static final int MAX_RECIPIENTS = 100;

  /**
   * @throws NullPointerException if {@code recipients} is or contains null
   */
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

  /** Makes it a quick reply. */
  public DraftRequest quickly() {
    return new DraftRequest(owner, recipients, subject, body, replyTo, true);
  }
}
