package dev.letterbox.rest.http;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.notification.OutboxEntryNotFoundException;
import dev.letterbox.api.notification.WebhookNotFoundException;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Ids in URLs. */
public final class PathIds {

  /** At most 18 digits, which a long always holds; ids never come near. */
  private static final Pattern ID_PATTERN = Pattern.compile("[0-9]{1,18}");

  private PathIds() {}

  /**
   * The id that a piece of a path stands for.
   *
   * @throws MessageNotFoundException when it is not a number: no message has such an id
   */
  public static long messageId(String text) {
    return parse(text).orElseThrow(() -> new MessageNotFoundException(-1));
  }

  /**
   * The id that a piece of a path stands for.
   *
   * @throws OutboxEntryNotFoundException when it is not a number: no entry has such an id
   */
  public static long outboxEntryId(String text) {
    return parse(text).orElseThrow(() -> new OutboxEntryNotFoundException(-1));
  }

  /**
   * The id that a piece of a path stands for.
   *
   * @throws WebhookNotFoundException when it is not a number: no webhook has such an id
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
