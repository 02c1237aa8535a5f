package dev.letterbox.rest;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;

/**
 * What a list of messages does when the request does not say otherwise. A subclass of {@link
 * MessagesResource} gives it other values than the settings have. Immutable.
 *
 * @param filter what is shown at all; the parameters of a request can only narrow it
 * @param pageSize messages on a page
 * @param maxPageSize messages on a page at most, never more than {@link PageRequest#MAX_LIMIT}
 * @param paging the style of paging
 * @param markRead whether showing a message marks it as read
 */
public record Defaults(
    MessageFilter filter, int pageSize, int maxPageSize, Setting.Paging paging, boolean markRead) {

  public Defaults {
    maxPageSize = Math.min(maxPageSize, PageRequest.MAX_LIMIT);
    pageSize = Math.min(pageSize, maxPageSize);
  }

  static Defaults of(Settings settings) {
    return new Defaults(
        MessageFilter.ALL,
        settings.get(Setting.PAGE_SIZE),
        settings.get(Setting.MAX_PAGE_SIZE),
        settings.get(Setting.PAGING),
        settings.get(Setting.MARK_READ));
  }

  public Defaults filter(MessageFilter shown) {
    return new Defaults(shown, pageSize, maxPageSize, paging, markRead);
  }

  public Defaults pageSize(int messages) {
    return new Defaults(filter, messages, maxPageSize, paging, markRead);
  }

  public Defaults maxPageSize(int messages) {
    return new Defaults(filter, pageSize, messages, paging, markRead);
  }

  public Defaults paging(Setting.Paging style) {
    return new Defaults(filter, pageSize, maxPageSize, style, markRead);
  }

  public Defaults markRead(boolean marks) {
    return new Defaults(filter, pageSize, maxPageSize, paging, marks);
  }
}
