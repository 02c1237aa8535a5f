package dev.letterbox.api.conversation;

import dev.letterbox.api.internal.Copyable;
import java.util.Collection;
import java.util.List;

/**
 * What to prefill a message with, built fluently:
 *
 * <pre>{@code
 * drafts.draft(DraftRequest.by("bob").replyingTo(17));
 * }</pre>
 */
public final class DraftRequest {

  /** Maximum number of recipients. */
  public static final int MAX_RECIPIENTS = 100;

  private final Values values;

  private DraftRequest(Values values) {
    this.values = values;
  }

  /** An empty draft of this user. */
  public static DraftRequest by(String owner) {
    return new DraftRequest(new Values().with(copy -> copy.owner = owner));
  }

  /** Name of the user who is about to write. */
  public String owner() {
    return values.owner;
  }

  /**
   * The recipients as they are addressed, at most {@value #MAX_RECIPIENTS}; of a reply, the
   * recipients of copies.
   */
  public List<String> recipients() {
    return values.recipients;
  }

  public DraftRequest to(String... names) {
    return to(List.of(names));
  }

  public DraftRequest to(Collection<String> names) {
    return new DraftRequest(values.with(copy -> copy.recipients = List.copyOf(names)));
  }

  /**
   * One line, at most {@value dev.letterbox.api.NewMessage#MAX_SUBJECT_LENGTH} characters; null for
   * none, or for the subject of a reply.
   */
  public String subject() {
    return values.subject;
  }

  public DraftRequest subject(String subject) {
    return new DraftRequest(values.with(copy -> copy.subject = subject));
  }

  /** The beginning of the text, before the quoted text; null for none. */
  public String body() {
    return values.body;
  }

  public DraftRequest body(String body) {
    return new DraftRequest(values.with(copy -> copy.body = body));
  }

  /** Id of the message that it replies to; null if it is no reply. */
  public Long replyTo() {
    return values.replyTo;
  }

  public DraftRequest replyingTo(long messageId) {
    return new DraftRequest(values.with(copy -> copy.replyTo = messageId));
  }

  /**
   * Whether it is a quick reply, written below the message; its text is quoted only with {@code
   * letterbox.replies.quote-body}.
   */
  public boolean quickReply() {
    return values.quickReply;
  }

  public DraftRequest quickReply(boolean quickReply) {
    return new DraftRequest(values.with(copy -> copy.quickReply = quickReply));
  }

  private static final class Values extends Copyable<Values> {
    private String owner;
    private List<String> recipients = List.of();
    private String subject;
    private String body = "";
    private Long replyTo;
    private boolean quickReply;
  }
}
