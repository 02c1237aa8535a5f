package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MessageOrder;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private static final String SCOPE = "inbox of bob";
  private static final Instant BEGUN = Instant.parse("2026-11-21T09:12:44.201339Z");

  private static Optional<Cursor> decode(String text) {
    return Cursor.decode(text, SCOPE);
  }

  /** What somebody makes himself who knows how. */
  private static String made(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(Sha256.of(text + "\n" + SCOPE), 12 + bytes.length);
    System.arraycopy(bytes, 0, all, 12, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  @Test
  void cursor_is_read_as_it_was_written() {
    for (Cursor.Way way : Cursor.Way.values()) {
      for (Instant readAt : Arrays.asList(null, Instant.EPOCH, BEGUN)) {
        for (String text : List.of("", "Ärger, ja?", "x".repeat(255), "\uffff".repeat(255))) {
          Cursor cursor = new Cursor(way, BEGUN, -20, readAt, text, "bob", text, 17);
          assertEquals(Optional.of(cursor), decode(cursor.encode(SCOPE)));
        }
      }
    }
  }

  @Test
  void any_other_letter_at_any_place_is_noticed() {
    String cursor = new Cursor(Cursor.Way.AFTER, BEGUN, 20, BEGUN, "", "", "s", 17).encode(SCOPE);
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ \0é";
    for (int i = 0; i < cursor.length(); i++) {
      for (int j = 0; j < letters.length(); j++) {
        String other = cursor.substring(0, i) + letters.charAt(j) + cursor.substring(i + 1);
        assertEquals(other.equals(cursor), decode(other).isPresent(), other);
      }
    }
  }

  @Test
  void cursor_of_another_scope_is_none() {
    String cursor = new Cursor(Cursor.Way.AFTER, BEGUN, 20, null, "", "", "", 17).encode(SCOPE);
    assertEquals(Optional.empty(), Cursor.decode(cursor, "inbox of eve"));
  }

  @Test
  void scope_is_the_owner_the_folder_the_grouping_and_the_order() {
    PageRequest request = PageRequest.inbox("bob");
    List<PageRequest> others =
        List.of(
            PageRequest.inbox("eve"),
            request.byConversation(),
            PageRequest.of(Folder.ARCHIVES, "bob"),
            request.orderBy(MessageOrder.ascending(MessageOrder.Key.LEVEL)),
            request.orderBy(MessageOrder.ascending(MessageOrder.Key.SUBJECT)));
    Set<String> scopes =
        others.stream().map(PageReader::placeOf).map(Place::scope).collect(Collectors.toSet());
    scopes.add(PageReader.placeOf(request).scope());
    assertEquals(others.size() + 1, scopes.size());
    assertEquals(PageReader.placeOf(request), PageReader.placeOf(request.limit(3).markRead(false)));
  }

  @Test
  void made_up_cursor_is_one_like_any_other() {
    assertEquals(
        Optional.of(new Cursor(Cursor.Way.AFTER, Instant.EPOCH, 20, null, "", "a", "", 5)),
        decode(made("AFTER,0,20,,5,,YQ,")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AFTER,999999999999999999,20,,5,,,",
        "AFTER,0,20,999999999999999999,5,,,",
        "AFTER,0,9999999999,,5,,,",
        "AFTER,00,20,,5,,,",
        "AFTER,0,20,,05,,,",
        "after,0,20,,5,,,",
        "NEVER,0,20,,5,,,",
        "AFTER,0,20,,,,,",
        "AFTER,0,20,,9999999999999999999,,,",
        "AFTER,0,20,,5,,AA,",
        "AFTER,0,20,,5,,YR,",
        "AFTER,0,20,,5,,_w,",
        "AFTER,0,20,,5",
        "",
      })
  void made_up_cursor_of_what_can_not_be_is_none(String text) {
    assertEquals(Optional.empty(), decode(made(text)));
  }
}
