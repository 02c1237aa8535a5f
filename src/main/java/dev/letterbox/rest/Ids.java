package dev.letterbox.rest;

import dev.letterbox.api.MessageNotFoundException;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.regex.Pattern;

/** Ids of messages in URLs. */
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
    if (!NUMBER.matcher(text).matches()) {
      throw new MessageNotFoundException(-1);
    }
    return Long.parseLong(text);
  }

  static URI locationOf(UriInfo uri, long messageId) {
    return uri.getBaseUriBuilder().path("messages").path(Long.toString(messageId)).build();
  }
}
