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
 *
 * @param filter applies to every list; the parameters of a request can only narrow it
 * @param pageSize messages on a page
 * @param maxPageSize maximum number of messages on a page, at most {@link PageRequest#MAX_LIMIT}
 * @param paging the style of paging
 * @param markRead whether showing a message marks it as read
 */
public record ListDefaults(
    MessageFilter filter, int pageSize, int maxPageSize, PagingStyle paging, boolean markRead) {

  public ListDefaults {
    PageDefaults limited = new PageDefaults(pageSize, maxPageSize, paging);
    pageSize = limited.pageSize();
    maxPageSize = limited.maxPageSize();
  }

  public static ListDefaults of(Settings settings) {
    return new ListDefaults(
        MessageFilter.ALL,
        settings.get(Setting.PAGE_SIZE),
        settings.get(Setting.MAX_PAGE_SIZE),
        settings.get(Setting.PAGING_STYLE),
        settings.get(Setting.MARK_READ));
  }

  PageDefaults page() {
    return new PageDefaults(pageSize, maxPageSize, paging);
  }

  public ListDefaults filter(MessageFilter shown) {
    return new ListDefaults(shown, pageSize, maxPageSize, paging, markRead);
  }

  public ListDefaults pageSize(int messages) {
    return new ListDefaults(filter, messages, maxPageSize, paging, markRead);
  }

  public ListDefaults maxPageSize(int messages) {
    return new ListDefaults(filter, pageSize, messages, paging, markRead);
  }

  public ListDefaults paging(PagingStyle style) {
    return new ListDefaults(filter, pageSize, maxPageSize, style, markRead);
  }

  public ListDefaults markRead(boolean marks) {
    return new ListDefaults(filter, pageSize, maxPageSize, paging, marks);
  }
}
