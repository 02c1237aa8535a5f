package dev.letterbox.message.store.query;

import dev.letterbox.message.store.MessageHeader;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of {@code lb_message} with the body. */
public record MessageRow(MessageHeader header, String body) {

  /** Select list of {@code lb_message m}. */
  static final String COLUMNS = MessageHeader.COLUMNS + ", m.body";

  static MessageRow of(ResultSet row) throws SQLException {
    return new MessageRow(MessageHeader.of(row), row.getString("body"));
  }

  public long id() {
    return header.id();
  }
}
