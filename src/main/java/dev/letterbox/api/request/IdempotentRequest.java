package dev.letterbox.api.request;

import java.util.Objects;

/**
 * A request with an idempotency key, so that it can be repeated safely.
 *
 * @param owner who sends the request, 1 to 255 characters; keys of different owners are different
 * @param key identifies the request, 1 to 255 visible ASCII characters; best a random one
 * @param content the complete request, any length, not null: the same key with other content is an
 *     error
 * @param secretResult whether the result contains a secret and must not be stored: a repetition is
 *     a conflict
 */
public record IdempotentRequest(String owner, String key, String content, boolean secretResult) {

  public IdempotentRequest {
    Objects.requireNonNull(content, "content");
  }

  /** A request whose result is stored. */
  public IdempotentRequest(String owner, String key, String content) {
    this(owner, key, content, false);
  }

  /** The same request, whose result is not stored because it contains a secret. */
  public IdempotentRequest withSecretResult() {
    return new IdempotentRequest(owner, key, content, true);
  }

  /** The owner only: the content may contain a secret. */
  @Override
  public String toString() {
    return "IdempotentRequest[owner=" + owner + "]";
  }
}
