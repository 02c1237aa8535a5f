package dev.letterbox.benchmark.floor;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One SELECT by primary key, without a transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class FloorQuery {

  @Resource(lookup = "java:app/jdbc/floor")
  private DataSource dataSource;

  /** The number in the row of a mailbox. */
  public int unreadCount(String owner) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select unread from lb_mailbox where owner = ?")) {
      statement.setString(1, owner);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new EJBException(e);
    }
  }
}
