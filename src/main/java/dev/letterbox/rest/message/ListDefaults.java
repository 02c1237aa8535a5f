package dev.letterbox.rest.message;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.PageRequest;
import dev.letterbox.rest.http.PageDefaults;
import dev.letterbox.shared.config.PagingStyle;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;

/**
 * Defaults of a list of messages. A subclass of {@link MessagesResource} can replace those of the
 * settings. Immutable.
 */
public final class ListDefaults {

  private final MessageFilter filter;
  private final PageDefaults page;
  private final boolean markRead;

  private ListDefaults(MessageFilter filter, PageDefaults page, boolean markRead) {
    this.filter = filter;
    this.page = page;
    this.markRead = markRead;
  }

  public static ListDefaults of(Settings settings) {
    return new ListDefaults(
        MessageFilter.ALL, PageDefaults.of(settings), settings.get(Setting.MARK_READ));
  }

  /** Applies to every list; the parameters of a request can only narrow it. */
  public MessageFilter filter() {
    return filter;
  }

  public ListDefaults filter(MessageFilter shown) {
    return new ListDefaults(shown, page, markRead);
  }

  PageDefaults page() {
    return page;
  }

  /** Messages on a page. */
  public int pageSize() {
    return page.pageSize();
  }

  public ListDefaults pageSize(int messages) {
    return page(new PageDefaults(messages, maxPageSize(), paging()));
  }

  /** Maximum number of messages on a page, at most {@link PageRequest#MAX_LIMIT}. */
  public int maxPageSize() {
    return page.maxPageSize();
  }

  public ListDefaults maxPageSize(int messages) {
    return page(new PageDefaults(pageSize(), messages, paging()));
  }

  /** The style of requests with neither {@code offset} nor {@code cursor}. */
  public PagingStyle paging() {
    return page.paging();
  }

  public ListDefaults paging(PagingStyle style) {
    return page(new PageDefaults(pageSize(), maxPageSize(), style));
  }

  private ListDefaults page(PageDefaults changed) {
    return new ListDefaults(filter, changed, markRead);
  }

  /** Whether showing a message marks it as read. */
  public boolean markRead() {
    return markRead;
  }

  public ListDefaults markRead(boolean marks) {
    return new ListDefaults(filter, page, marks);
  }
}
