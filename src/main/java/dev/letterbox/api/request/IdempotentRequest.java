package dev.letterbox.api.request;

import java.util.Objects;

/**
 * A request with an idempotency key, so that it can be repeated safely.
 *
 * @param owner who sends the request, 1 to 255 characters; keys of different owners are different
 * @param key identifies the request, 1 to 255 visible ASCII characters; best a random one, because
 *     it protects the stored result
 * @param content the complete request, any length, not null: the same key with other content is an
 *     error
 */
public record IdempotentRequest(String owner, String key, String content) {

  public IdempotentRequest {
    Objects.requireNonNull(content, "content");
  }

  /** Only the owner, so that logs do not contain the key and the content. */
  @Override
  public String toString() {
    return "IdempotentRequest[owner=" + owner + "]";
  }
}
