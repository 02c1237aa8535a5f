package dev.letterbox.mailbox;

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
    SqlFragment union = new SqlFragment();
    for (SqlFragment part : parts) {
      union
          .add(union.isEmpty() ? "select x.* from (" : " union all ")
          .add("select * from (")
          .add(order.isByAge() ? limit(part, 0, offset + rows) : part)
          .add(") x" + parts.indexOf(part));
    }
    return limit(union.add(") x"), offset, rows);
  }

  private SqlFragment limit(SqlFragment query, long skip, long count) {
    return new SqlFragment()
        .add(query)
        .add(order.orderBy(backwards, ""))
        .add(" offset ? rows fetch next ? rows only", skip, count);
  }
}
