package dev.letterbox.mailbox;

import dev.letterbox.api.Folder;
import java.util.List;

/**
 * The two sides of a message, in SQL: {@code lb_delivery d} is what a recipient has of it, {@code
 * lb_message m} what its sender has.
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
    String derbyAccessPath(boolean upwards) {
      return upwards ? "constraint=LB_DELIVERY_PK" : "index=LB_DELIVERY_INBOX";
    }
  },

  /**
   * Nobody reads what he sent himself. Broadcasts, deleted as they are written, clutter no folder.
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
    String derbyAccessPath(boolean upwards) {
      return upwards ? "index=LB_MESSAGE_SENDER" : "index=LB_MESSAGE_SENT";
    }
  };

  /**
   * The names of what conditions and orders look at; those of {@code lb_message m} that are the
   * same for both sides have no place here.
   *
   * @param readAt when the owner of the folder read it; null where he can't have
   */
  record SideColumns(String id, String thread, String level, String readAt, String recipient) {}

  abstract SideColumns columns();

  /** Whether this side of a message lies in a folder. */
  abstract String folderCondition(Folder folder);

  /** How Derby reads this side of all messages of an owner, from the oldest on or to it. */
  abstract String derbyAccessPath(boolean ascending);

  /** The sides that a folder shows. */
  static List<MailboxSide> of(Folder folder) {
    return switch (folder) {
      case INBOX -> List.of(RECEIVED);
      case SENT -> List.of(SENT);
      case ARCHIVES, TRASH -> List.of(RECEIVED, SENT);
    };
  }

  /**
   * Whether {@code lb_delivery d}, which may be missing, is what a folder shows of a message: of a
   * message to oneself there are two sides, and the received one is shown if it lies there.
   */
  static String shownAsReceivedCondition(Folder folder) {
    return folder == Folder.SENT
        ? "1 = 0"
        : shownAsReceivedCondition("(" + RECEIVED.folderCondition(folder) + ")");
  }

  /** The same where something else than a folder decides about a message to oneself. */
  static String shownAsReceivedCondition(String condition) {
    return "d.message_id is not null and (m.sender is null or m.sender <> d.recipient or "
        + condition
        + ")";
  }
}
