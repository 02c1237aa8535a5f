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
      return limit(parts.get(0), offset, rows);
    }
    SqlFragment union = SqlFragment.of("select x.* from (");
    for (int i = 0; i < parts.size(); i++) {
      union
          .add(i == 0 ? "select * from (" : " union all select * from (")
          .add(order.isById() ? limit(parts.get(i), 0, offset + rows) : parts.get(i))
          .add(") x" + i);
    }
    return limit(union.add(") x"), offset, rows);
  }

  private SqlFragment limit(SqlFragment query, long skip, long count) {
    return new SqlFragment()
        .add(query)
        .add(order.orderBy(backwards, ""))
        .add(rowsOfPage(skip, count));
  }

  /**
   * The clause for a page. The number of rows is no parameter: PostgreSQL would then expect many,
   * and plan the statement anew for each execution, which takes longer than the execution.
   */
  static SqlFragment rowsOfPage(long offset, long rows) {
    String fetch = " fetch next " + rows + " rows only";
    return offset == 0
        ? SqlFragment.of(fetch)
        : SqlFragment.of(" offset :offset rows" + fetch).bind("offset", offset);
  }
}
