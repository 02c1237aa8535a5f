package dev.letterbox.rest.http;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.notification.OutboxEntryNotFoundException;
import dev.letterbox.api.notification.WebhookNotFoundException;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Parses ids in paths. */
public final class PathIds {

  /** At most 18 digits, which always fit into a long. */
  private static final Pattern ID_PATTERN = Pattern.compile("[0-9]{1,18}");

  private PathIds() {}

  /**
   * Parses the id of a path.
   *
   * @throws MessageNotFoundException if it is not a number
   */
  public static long messageId(String text) {
    return parse(text).orElseThrow(() -> new MessageNotFoundException(-1));
  }

  /**
   * Parses the id of a path.
   *
   * @throws OutboxEntryNotFoundException if it is not a number
   */
  public static long outboxEntryId(String text) {
    return parse(text).orElseThrow(() -> new OutboxEntryNotFoundException(-1));
  }

  /**
   * Parses the id of a path.
   *
   * @throws WebhookNotFoundException if it is not a number
   */
  public static long webhookId(String text) {
    return parse(text).orElseThrow(() -> new WebhookNotFoundException(-1));
  }

  private static OptionalLong parse(String text) {
    return ID_PATTERN.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  public static URI locationOf(UriInfo uri, long messageId) {
    return uri.getBaseUriBuilder().path("messages").path(Long.toString(messageId)).build();
  }
}
