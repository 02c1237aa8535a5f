package dev.letterbox.message.store.query;

import static dev.letterbox.shared.jdbc.Database.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * A message as one of its two sides sees it.
 *
 * @param tags in no order
 */
public record MailboxMessage(
    MessageRow row, SideState side, ReadState readState, List<String> tags) {

  /**
   * State of the side.
   *
   * @param received whether it is the received side, else the sent side
   * @param recipient the owner on the received side; null on the sent side for several recipients
   * @param deletedAt null if it is not deleted
   * @param messages number of messages of the conversation that this one represents, at least 1
   */
  public record SideState(
      boolean received, String recipient, boolean archived, Instant deletedAt, int messages) {

    /** Select list of one side; {@code messages} is selected by the query itself. */
    static final String COLUMNS =
        """
        case when %1$s then 1 else 0 end as received,
        case when %1$s then d.recipient else m.recipient end as side_recipient,
        case when %1$s then d.archived else m.sender_archived end as archived,
        case when %1$s then d.deleted_at else m.sender_deleted_at end as deleted_at""";

    static SideState of(ResultSet row) throws SQLException {
      return new SideState(
          row.getInt("received") == 1,
          row.getString("side_recipient"),
          row.getBoolean("archived"),
          instant(row, "deleted_at"),
          row.getInt("messages"));
    }
  }

  /**
   * Read state of the recipient.
   *
   * @param readAt null while unread, and for several recipients
   * @param repliedAt null without a reply, and for several recipients
   */
  public record ReadState(Instant readAt, Instant repliedAt) {

    static ReadState of(ResultSet row) throws SQLException {
      return new ReadState(instant(row, "read_at"), instant(row, "replied_at"));
    }
  }

  public long id() {
    return row.id();
  }

  /** Whether displaying it can mark it as read. */
  public boolean isMarkableAsRead() {
    return side.received() && side.deletedAt() == null;
  }
}
