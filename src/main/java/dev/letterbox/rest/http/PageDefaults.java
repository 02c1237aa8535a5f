package dev.letterbox.rest.http;

import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.config.PagingStyle;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;

/**
 * Defaults and limits of paging.
 *
 * @param pageSize default number of entries on a page
 * @param maxPageSize maximum number of entries on a page, at most {@link PageRequest#MAX_LIMIT}
 * @param paging the style of requests with neither {@code offset} nor {@code cursor}
 */
public record PageDefaults(int pageSize, int maxPageSize, PagingStyle paging) {

  public PageDefaults {
    maxPageSize = Math.min(maxPageSize, PageRequest.MAX_LIMIT);
    pageSize = Math.min(pageSize, maxPageSize);
  }

  public static PageDefaults of(Settings settings) {
    return new PageDefaults(
        settings.get(Setting.PAGE_SIZE),
        settings.get(Setting.MAX_PAGE_SIZE),
        settings.get(Setting.PAGING_STYLE));
  }
}
