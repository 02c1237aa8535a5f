package dev.letterbox.api.request;

import java.util.Objects;

/**
 * Something that is asked for under a key, so that it can be asked for again.
 *
 * @param owner who asks, 1 to 255 characters; the same key of somebody else is another key
 * @param key what the owner calls it, 1 to 255 visible ASCII characters; best a random one, since
 *     it protects the answer that is kept
 * @param content what is asked for, in full, of any length: the same key with another content is an
 *     error; not null
 */
public record IdempotentRequest(String owner, String key, String content) {

  public IdempotentRequest {
    Objects.requireNonNull(content, "content");
  }

  /** The owner only: the key opens the answer, and the content may hold what is secret. */
  @Override
  public String toString() {
    return "IdempotentRequest[owner=" + owner + "]";
  }
}
