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
record Range(Sorting sorting, boolean backwards, long offset, long rows) {

  /** This part of several queries with the same columns. */
  Fragment of(List<Fragment> parts) {
    if (parts.size() == 1) {
      return cut(parts.get(0), offset, rows);
    }
    Fragment all = new Fragment();
    for (Fragment part : parts) {
      all.add(all.isEmpty() ? "select x.* from (" : " union all ")
          .add("select * from (")
          .add(sorting.isByAge() ? cut(part, 0, offset + rows) : part)
          .add(") x" + parts.indexOf(part));
    }
    return cut(all.add(") x"), offset, rows);
  }

  private Fragment cut(Fragment part, long from, long number) {
    return new Fragment()
        .add(part)
        .add(sorting.orderBy(backwards, ""))
        .add(" offset ? rows fetch next ? rows only", from, number);
  }
}
