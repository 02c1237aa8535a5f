package dev.letterbox.rest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.ModerationServices;
import dev.letterbox.testing.support.TestHttpClient;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The links of pages by offset, across the depth from which on they lead by cursor. */
class DeepPageLinkTests extends InServerTestBase implements ModerationServices {

  private static final int LIMIT = 100;
  private static final int COUNT = PageLinks.CURSOR_DEPTH + LIMIT + 1;

  /** A list as a client sees it. */
  private record LinkedPage(String url, JsonObject json) {

    List<Long> ids() {
      return json.getJsonArray("results").getValuesAs(JsonObject.class).stream()
          .map(result -> result.getJsonNumber("id").longValueExact())
          .toList();
    }

    Optional<String> link(String name) {
      return json.isNull(name) ? Optional.empty() : Optional.of(json.getString(name));
    }

    boolean isByCursor() {
      return url.contains("cursor=");
    }
  }

  private static LinkedPage get(TestHttpClient client, String url) throws Exception {
    HttpResponse<String> response = client.get(url);
    assertEquals(200, response.statusCode(), response.body());
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return new LinkedPage(url, reader.readObject());
    }
  }

  /** Reads the pages from a first one to the end of its links in one direction. */
  private static List<LinkedPage> follow(TestHttpClient client, String link, LinkedPage first)
      throws Exception {
    List<LinkedPage> pages = new ArrayList<>(List.of(first));
    Optional<String> url = first.link(link);
    while (url.isPresent()) {
      LinkedPage page = get(client, url.get());
      pages.add(page);
      url = page.link(link);
    }
    return pages;
  }

  private static List<Long> idsOf(Stream<LinkedPage> pages) {
    return pages.flatMap(page -> page.ids().stream()).toList();
  }

  /** Every entry once and in order, with its count, forwards and backwards. */
  private static void assertLinksLeadThrough(List<Long> expected, TestHttpClient client, String url)
      throws Exception {
    List<LinkedPage> pages = follow(client, "next", get(client, url));
    assertEquals(expected, idsOf(pages.stream()));
    for (int i = 0; i < pages.size(); i++) {
      LinkedPage page = pages.get(i);
      assertEquals(i * LIMIT >= PageLinks.CURSOR_DEPTH, page.isByCursor(), page.url());
      assertEquals(expected.size(), page.json().getInt("count"), page.url());
    }
    List<LinkedPage> back = follow(client, "previous", pages.get(pages.size() - 1));
    Collections.reverse(back);
    assertEquals(expected, idsOf(back.stream()));
  }

  /** The newest first. */
  private List<Long> writeMessages(String sender, String recipient) throws Exception {
    List<Long> ids = new ArrayList<>();
    transaction().begin();
    for (int i = 0; i < COUNT; i++) {
      ids.add(write(sender, recipient));
    }
    transaction().commit();
    Collections.reverse(ids);
    return ids;
  }

  private long write(String sender, String recipient) {
    NewMessage message = NewMessage.from(sender).to(recipient).subject("Lunch");
    return messages().write(message.notifyRecipients(false)).get(0).id();
  }

  @Test
  void links_of_an_inbox_show_each_message_once_across_the_depth_of_cursors() throws Exception {
    String bob = users().createWithDemoPassword("bob");
    assertLinksLeadThrough(
        writeMessages(users().create("alice"), bob),
        TestHttpClient.at(base()).as(bob),
        "api/messages?mark_read=false&limit=" + LIMIT);
  }

  @Test
  void link_by_cursor_is_not_shifted_by_new_messages() throws Exception {
    String alice = users().create("alice");
    String bob = users().createWithDemoPassword("bob");
    List<Long> ids = writeMessages(alice, bob);
    TestHttpClient client = TestHttpClient.at(base()).as(bob);
    String url = "api/messages?mark_read=false&limit=%d&offset=%d";
    LinkedPage page = get(client, url.formatted(LIMIT, PageLinks.CURSOR_DEPTH - LIMIT));
    write(alice, bob);
    assertEquals(
        ids.subList(PageLinks.CURSOR_DEPTH, PageLinks.CURSOR_DEPTH + LIMIT),
        get(client, page.link("next").orElseThrow()).ids());
  }

  @Test
  void links_of_the_moderation_queue_lead_by_cursor_from_the_same_depth() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    transaction().begin();
    for (int i = 0; i < PageLinks.CURSOR_DEPTH + 1; i++) {
      writePending(NewMessage.from(alice).to(bob).subject("Queued"));
    }
    transaction().commit();
    TestHttpClient client = TestHttpClient.at(base()).as("mona");
    String queue = "api/moderation?sender=" + alice + "&limit=" + LIMIT + "&offset=";
    LinkedPage page = get(client, queue + (PageLinks.CURSOR_DEPTH - LIMIT));
    LinkedPage last = get(client, page.link("next").orElseThrow());
    assertTrue(last.isByCursor(), last.url());
    assertEquals(1, last.ids().size());
    assertFalse(last.link("next").isPresent());
    assertEquals(page.ids(), get(client, last.link("previous").orElseThrow()).ids());
  }
}
