package dev.letterbox.api.maintenance;

/** What a checkup searches for. The first ones follow {@code postman_checkup} of django-postman. */
public enum Inconsistency {
  NO_PARTICIPANTS("A message has neither a sender nor a recipient."),
  UNEXPECTED_VISITOR_ADDRESS(
      "A message between users, a broadcast or a notice has the address of a visitor."),
  MISSING_VISITOR_ADDRESS("A message with one user only has no address of a visitor."),
  READ_BEFORE_SENT("A message was read before it was sent."),
  REPLIED_BEFORE_SENT("A message was replied to before it was sent."),
  DELETED_BEFORE_SENT("A message was deleted before it was sent."),
  REPLIED_BUT_UNREAD("A message was replied to and is unread.", InconsistencyCategory.UNUSUAL),
  REPLIED_BEFORE_READ(
      "A message was replied to before it was read.", InconsistencyCategory.UNUSUAL),
  REPLIED_WITHOUT_REPLY("A message was replied to and there is no reply."),
  ORPHANED_REPLY("A reply, or a message that was replied to, is in no conversation."),
  PARENT_IN_OTHER_THREAD("A reply and what it replies to are in different conversations."),
  ROOT_IN_OTHER_THREAD("A message that is no reply belongs to the conversation of another."),
  DELIVERY_THREAD_MISMATCH("A delivery and its message are in different conversations."),
  UNACCEPTED_BUT_DELIVERED("A message that is not accepted is in a folder of its recipient."),
  ACCEPTED_BUT_NOT_DELIVERED("An accepted message has not reached its recipient."),
  CONVERSATION_SIZE_MISMATCH(
      "The messages of a conversation in an inbox are counted wrong.",
      InconsistencyCategory.COUNTER),
  SINGLE_MESSAGE_MARK_MISMATCH(
      "A delivery is wrongly marked as the single message of its conversation, or not marked.",
      InconsistencyCategory.COUNTER),
  UNREAD_COUNT_MISMATCH(
      "The unread messages of a mailbox are counted wrong.", InconsistencyCategory.COUNTER),
  TOTAL_COUNT_MISMATCH(
      "The messages of an inbox are counted wrong.", InconsistencyCategory.COUNTER),
  CONVERSATION_COUNT_MISMATCH(
      "The conversations of an inbox are counted wrong.", InconsistencyCategory.COUNTER);

  private enum InconsistencyCategory {
    FAULT,
    UNUSUAL,
    COUNTER
  }

  private final String description;
  private final InconsistencyCategory category;

  Inconsistency(String description) {
    this(description, InconsistencyCategory.FAULT);
  }

  Inconsistency(String description, InconsistencyCategory category) {
    this.description = description;
    this.category = category;
  }

  public String description() {
    return description;
  }

  /** Whether it is a wrong counter, which a repair recounts. */
  public boolean isRepairable() {
    return category == InconsistencyCategory.COUNTER;
  }

  /**
   * Whether users can cause it, by marking a message as unread that they have replied to. It is
   * reported, and is no error.
   */
  public boolean isUnusual() {
    return category == InconsistencyCategory.UNUSUAL;
  }
}
