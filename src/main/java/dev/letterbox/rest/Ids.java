package dev.letterbox.rest;

import dev.letterbox.api.MessageNotFoundException;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Ids of messages in URLs. */
final class Ids {

  private Ids() {}

  /**
   * The id that a piece of a path stands for.
   *
   * @throws MessageNotFoundException when it is not a number: no message has such an id
   */
  static long messageId(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      MessageNotFoundException notFound = new MessageNotFoundException(-1);
      notFound.initCause(e);
      throw notFound;
    }
  }

  static URI locationOf(UriInfo uri, long messageId) {
    return uri.getBaseUriBuilder().path("messages").path(Long.toString(messageId)).build();
  }
}
