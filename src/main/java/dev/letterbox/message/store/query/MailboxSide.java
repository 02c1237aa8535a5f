package dev.letterbox.message.store.query;

import dev.letterbox.api.Folder;
import java.util.List;

/**
 * The two sides of a message in SQL: {@code lb_delivery d} is the recipient's, {@code lb_message m}
 * the sender's.
 */
enum MailboxSide {
  RECEIVED {

    @Override
    SideColumns columns() {
      return new SideColumns("d.message_id", "d.thread_id", "d.level", "d.read_at", "d.recipient");
    }

    @Override
    String folderCondition(Folder folder) {
      return switch (folder) {
        case INBOX -> FolderSql.IN_INBOX;
        case SENT -> "1 = 0";
        case ARCHIVES -> "d.archived = true and d.deleted_at is null";
        case TRASH -> "d.deleted_at is not null and m.moderation_status = 'ACCEPTED'";
      };
    }

    @Override
    String indexHint(boolean ascending) {
      return ascending ? "{index lb_delivery_pk}" : "{index lb_delivery_inbox}";
    }
  },

  /**
   * The sent side has no read state. Broadcasts are deleted when they are written, so no folder
   * shows them.
   */
  SENT {

    @Override
    SideColumns columns() {
      return new SideColumns("m.id", "m.thread_id", "m.level", null, "m.recipient");
    }

    @Override
    String folderCondition(Folder folder) {
      return switch (folder) {
        case INBOX -> "1 = 0";
        case SENT -> "m.sender_archived = false and m.sender_deleted_at is null";
        case ARCHIVES -> "m.sender_archived = true and m.sender_deleted_at is null";
        case TRASH ->
            "m.sender_deleted_at is not null"
                + " and (m.kind <> 'BROADCAST' or m.sender_deleted_at <> m.sent_at)";
      };
    }

    @Override
    String indexHint(boolean ascending) {
      return ascending ? "{index lb_message_sender}" : "{index lb_message_sent}";
    }
  };

  /**
   * Columns of one side that conditions and orders use.
   *
   * @param readAt read time of the owner; null on the sent side
   */
  record SideColumns(String id, String thread, String level, String readAt, String recipient) {}

  abstract SideColumns columns();

  /** Condition that selects this side of the messages in a folder. */
  abstract String folderCondition(Folder folder);

  /** Index of this side of all messages of an owner, ascending or descending by id. */
  abstract String indexHint(boolean ascending);

  /** The sides that a folder shows. */
  static List<MailboxSide> of(Folder folder) {
    return switch (folder) {
      case INBOX -> List.of(RECEIVED);
      case SENT -> List.of(SENT);
      case ARCHIVES, TRASH -> List.of(RECEIVED, SENT);
    };
  }

  /**
   * Whether a folder shows {@code lb_delivery d}, which may be null, as the received side. A
   * message to oneself has two sides; the received one has precedence.
   */
  static String shownAsReceivedCondition(Folder folder) {
    return folder == Folder.SENT
        ? "1 = 0"
        : shownAsReceivedCondition("(" + RECEIVED.folderCondition(folder) + ")");
  }

  /** The same with a condition other than the folder for messages to oneself. */
  static String shownAsReceivedCondition(String condition) {
    return "d.message_id is not null and (m.sender is null or m.sender <> d.recipient or %s)"
        .formatted(condition);
  }
}
