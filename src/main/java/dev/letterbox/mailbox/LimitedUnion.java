package dev.letterbox.mailbox;

import java.util.List;

/**
 * A part of what queries select, in an order. Where the order is by age each query ends as early as
 * all of them together, so that each is a range of an index.
 *
 * @param backwards whether it goes against the order
 * @param offset how many rows to skip
 * @param rows how many rows to take
 */
record LimitedUnion(KeysetOrder order, boolean backwards, long offset, long rows) {

  /** This part of several queries with the same columns. */
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
