package dev.letterbox.rest;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.OutboxEntryNotFoundException;
import dev.letterbox.api.WebhookNotFoundException;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Ids in URLs. */
final class Ids {

  /** At most 18 digits, which a long always holds; ids never come near. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private Ids() {}

  /**
   * The id that a piece of a path stands for.
   *
   * @throws MessageNotFoundException when it is not a number: no message has such an id
   */
  static long messageId(String text) {
    return number(text).orElseThrow(() -> new MessageNotFoundException(-1));
  }

  /**
   * The id that a piece of a path stands for.
   *
   * @throws OutboxEntryNotFoundException when it is not a number: no entry has such an id
   */
  static long outboxEntryId(String text) {
    return number(text).orElseThrow(() -> new OutboxEntryNotFoundException(-1));
  }

  /**
   * The id that a piece of a path stands for.
   *
   * @throws WebhookNotFoundException when it is not a number: no webhook has such an id
   */
  static long webhookId(String text) {
    return number(text).orElseThrow(() -> new WebhookNotFoundException(-1));
  }

  private static OptionalLong number(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  static URI locationOf(UriInfo uri, long messageId) {
    return uri.getBaseUriBuilder().path("messages").path(Long.toString(messageId)).build();
  }
}
