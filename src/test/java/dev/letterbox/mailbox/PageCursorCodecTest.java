package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Folder;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.message.store.query.PageCursor;
import dev.letterbox.message.store.query.PageCursor.Direction;
import dev.letterbox.shared.security.Sha256;
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

class PageCursorCodecTest {

  private static final String SCOPE = "inbox of bob";
  private static final Instant AS_OF = Instant.parse("2026-11-21T09:12:44.201339Z");

  private static Optional<PageCursor> decode(String text) {
    return PageCursorCodec.decode(text, SCOPE);
  }

  /** Forges a cursor with a valid digest. */
  private static String forgeCursor(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    byte[] digestAndText = Arrays.copyOf(Sha256.of(text + "\n" + SCOPE), 12 + bytes.length);
    System.arraycopy(bytes, 0, digestAndText, 12, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digestAndText);
  }

  @Test
  void cursor_survives_encoding_and_decoding() {
    for (Direction direction : Direction.values()) {
      for (Instant readAt : Arrays.asList(null, Instant.EPOCH, AS_OF)) {
        for (String text : List.of("", "Ärger, ja?", "x".repeat(255), "\uffff".repeat(255))) {
          PageCursor cursor = new PageCursor(direction, AS_OF, -20, readAt, text, "bob", text, 17);
          assertEquals(Optional.of(cursor), decode(PageCursorCodec.encode(cursor, SCOPE)));
        }
      }
    }
  }

  @Test
  void cursor_of_an_id_survives_encoding_and_decoding_in_both_directions() {
    for (long id : new long[] {0, 1, 999_999_999_999_999_999L}) {
      for (Direction direction : List.of(Direction.AFTER, Direction.BEFORE)) {
        PageCursor cursor = PageCursor.ofId(direction, id);
        assertEquals(Optional.of(cursor), decode(PageCursorCodec.encode(cursor, SCOPE)));
        PageCursor reversed = cursor.reversed();
        assertEquals(Optional.of(reversed), decode(PageCursorCodec.encode(reversed, SCOPE)));
        assertEquals(!direction.isBackwards(), reversed.direction().isBackwards());
        assertEquals(true, reversed.direction().isInclusive());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1", "-1", "a b", "\u00e4", "YWZ0ZXIsMQ==", "YWZ0ZXIsMDE"})
  void malformed_cursor_is_rejected(String cursor) {
    assertEquals(Optional.empty(), decode(cursor));
  }

  @Test
  void changing_any_character_invalidates_the_cursor() {
    String cursor =
        PageCursorCodec.encode(
            new PageCursor(Direction.AFTER, AS_OF, 20, AS_OF, "", "", "s", 17), SCOPE);
    String characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ \0é";
    for (int i = 0; i < cursor.length(); i++) {
      for (int j = 0; j < characters.length(); j++) {
        String other = cursor.substring(0, i) + characters.charAt(j) + cursor.substring(i + 1);
        assertEquals(other.equals(cursor), decode(other).isPresent(), other);
      }
    }
  }

  @Test
  void cursor_of_another_scope_is_invalid() {
    String cursor =
        PageCursorCodec.encode(
            new PageCursor(Direction.AFTER, AS_OF, 20, null, "", "", "", 17), SCOPE);
    assertEquals(Optional.empty(), PageCursorCodec.decode(cursor, "inbox of eve"));
  }

  @Test
  void scope_is_the_owner_the_folder_the_grouping_and_the_order() {
    PageRequest request = PageRequest.inbox("bob");
    List<PageRequest> others =
        List.of(
            PageRequest.inbox("eve"),
            request.grouping(PageRequest.Grouping.CONVERSATION),
            PageRequest.of(Folder.ARCHIVES, "bob"),
            request.orderBy(MessageOrder.ascending(MessageOrder.Key.LEVEL)),
            request.orderBy(MessageOrder.ascending(MessageOrder.Key.SUBJECT)));
    Set<String> scopes =
        others.stream()
            .map(other -> PageReader.positionOf(other))
            .map(PagePosition::scope)
            .collect(Collectors.toSet());
    scopes.add(PageReader.positionOf(request).scope());
    assertEquals(others.size() + 1, scopes.size());
    assertEquals(
        PageReader.positionOf(request), PageReader.positionOf(request.limit(3).markRead(true)));
  }

  @Test
  void forged_cursor_with_valid_digest_is_accepted() {
    assertEquals(
        Optional.of(new PageCursor(Direction.AFTER, Instant.EPOCH, 20, null, "", "a", "", 5)),
        decode(forgeCursor("AFTER,0,20,,5,,YQ,")));
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
  void forged_cursor_with_invalid_values_is_rejected(String text) {
    assertEquals(Optional.empty(), decode(forgeCursor(text)));
  }
}
