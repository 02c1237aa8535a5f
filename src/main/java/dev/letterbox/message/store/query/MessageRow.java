package dev.letterbox.message.store.query;

import dev.letterbox.api.PageRequest;
import dev.letterbox.message.store.MessageHeader;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row of {@code lb_message} with the body.
 *
 * @param bodyTruncated whether the body is the beginning of a longer one
 */
public record MessageRow(MessageHeader header, String body, boolean bodyTruncated) {

  /** Select list of {@code lb_message m}. */
  static final String COLUMNS = MessageHeader.COLUMNS + ", m.body";

  /** The same of a list, which has only the beginning of long bodies. */
  static final String LISTED_COLUMNS =
      MessageHeader.COLUMNS
          + ", substr(m.body, 1, %d) as body".formatted(PageRequest.MAX_BODY_LENGTH + 1);

  static MessageRow of(ResultSet row) throws SQLException {
    return new MessageRow(MessageHeader.of(row), row.getString("body"), false);
  }

  /** Reads {@link #LISTED_COLUMNS}. PostgreSQL counts characters, Derby UTF-16 units. */
  static MessageRow listed(ResultSet row) throws SQLException {
    String body = row.getString("body");
    boolean truncated = body.length() > PageRequest.MAX_BODY_LENGTH;
    return new MessageRow(
        MessageHeader.of(row),
        truncated ? withoutSplitSurrogate(body.substring(0, PageRequest.MAX_BODY_LENGTH)) : body,
        truncated);
  }

  /** The beginning of a text may end within a surrogate pair. */
  static String withoutSplitSurrogate(String text) {
    int last = text.length() - 1;
    return last >= 0 && Character.isHighSurrogate(text.charAt(last))
        ? text.substring(0, last)
        : text;
  }

  public long id() {
    return header.id();
  }
}
