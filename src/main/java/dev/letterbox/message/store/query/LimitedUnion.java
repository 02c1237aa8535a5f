package dev.letterbox.message.store.query;

import dev.letterbox.shared.jdbc.SqlFragment;
import java.util.List;

/**
 * A limited range of a union of queries, in an order. If the order is by id, each query is limited
 * by itself, so that each is an index range.
 *
 * @param backwards whether the order is reversed
 * @param offset number of rows to skip
 * @param rows maximum number of rows
 */
record LimitedUnion(KeysetOrder order, boolean backwards, long offset, long rows) {

  /** The range of several queries with the same columns. */
  SqlFragment toSql(List<SqlFragment> parts) {
    if (parts.size() == 1) {
      return limit(parts.get(0), rowsOfPage(offset, rows));
    }
    SqlFragment union = SqlFragment.of("select x.* from (");
    for (int i = 0; i < parts.size(); i++) {
      union
          .add(i == 0 ? "select * from (" : " union all select * from (")
          .add(order.isById() ? limit(parts.get(i), rowsUpToPage()) : parts.get(i))
          .add(") x" + i);
    }
    return limit(union.add(") x"), rowsOfPage(offset, rows));
  }

  private SqlFragment limit(SqlFragment query, SqlFragment range) {
    return new SqlFragment().add(query).add(order.orderBy(backwards, "")).add(range);
  }

  /** The clause for each part of a union: what precedes the page may all be of one part. */
  private SqlFragment rowsUpToPage() {
    return offset == 0 ? rowsOfPage(0, rows) : boundRange(0, offset + rows);
  }

  /**
   * The clause for a page. Without an offset, the number of rows is no parameter: PostgreSQL would
   * then expect many, and plan the statement anew for each execution, which takes longer than the
   * execution. An offset is always a parameter: there would be too many texts.
   */
  static SqlFragment rowsOfPage(long offset, long rows) {
    return offset == 0
        ? SqlFragment.of(" fetch next " + rows + " rows only")
        : boundRange(offset, rows);
  }

  private static SqlFragment boundRange(long offset, long rows) {
    return SqlFragment.of(" offset :offset rows fetch next :rows rows only")
        .bind("offset", offset)
        .bind("rows", rows);
  }
}
