package dev.letterbox.rest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The links of pages. */
class PageLinksTest {

  private static final String LIST = "http://localhost/letterbox/api/messages";
  private static final Optional<String> CURSOR = Optional.of("abc");

  private static PageLinks links(String query, int limit) {
    URI request = URI.create(LIST + "?" + query);
    UriInfo uri =
        (UriInfo)
            Proxy.newProxyInstance(
                UriInfo.class.getClassLoader(),
                new Class<?>[] {UriInfo.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getRequestUri" -> request;
                      case "getAbsolutePath" -> URI.create(LIST);
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return new PageLinks(uri, limit);
  }

  @Test
  void next_link_keeps_other_parameters() {
    assertEquals(
        URI.create(LIST + "?level=20&mark_read=false&limit=5&offset=10"),
        links("level=20&offset=5&mark_read=false&limit=5", 5).nextPage(5, 11, CURSOR));
  }

  @Test
  void next_link_leads_by_cursor_from_entry_1000_on() {
    PageLinks links = links("offset=980&level=20", 10);
    assertEquals(
        URI.create(LIST + "?level=20&limit=10&offset=990"), links.nextPage(980, 2000, CURSOR));
    assertEquals(
        URI.create(LIST + "?level=20&limit=10&count=true&cursor=abc"),
        links.nextPage(990, 2000, CURSOR));
  }

  @Test
  void next_link_by_cursor_names_the_count_once() {
    assertEquals(
        URI.create(LIST + "?count=true&limit=10&cursor=abc"),
        links("offset=1000&count=true", 10).nextPage(1000, 2000, CURSOR));
  }

  @Test
  void next_link_by_cursor_names_the_count_beside_an_empty_one() {
    assertEquals(
        URI.create(LIST + "?count=&limit=10&count=true&cursor=abc"),
        links("offset=1000&count=", 10).nextPage(1000, 2000, CURSOR));
  }

  @Test
  void last_page_has_no_next_link() {
    assertNull(links("", 10).nextPage(990, 1000, CURSOR));
    assertNull(links("", 10).nextPage(0, 10, Optional.empty()));
  }
}
