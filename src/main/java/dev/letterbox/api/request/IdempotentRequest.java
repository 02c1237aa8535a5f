package dev.letterbox.api.request;

import dev.letterbox.api.internal.Copyable;
import java.util.Objects;

/** A request with an idempotency key, so that it can be repeated safely. */
public final class IdempotentRequest {

  private final Values values;

  private IdempotentRequest(Values values) {
    this.values = values;
  }

  /**
   * A request whose result is stored.
   *
   * @throws NullPointerException if {@code content} is null
   */
  public static IdempotentRequest of(String owner, String key, String content) {
    return new IdempotentRequest(
        new Values()
            .with(copy -> copy.owner = owner)
            .with(copy -> copy.key = key)
            .with(copy -> copy.content = Objects.requireNonNull(content, "content")));
  }

  /** Who sends the request, 1 to 255 characters; keys of different owners are different. */
  public String owner() {
    return values.owner;
  }

  /** Identifies the request, 1 to 255 visible ASCII characters; best a random one. */
  public String key() {
    return values.key;
  }

  /** The complete request, any length: the same key with other content is an error. */
  public String content() {
    return values.content;
  }

  /** Whether the result contains a secret and must not be stored: a repetition is a conflict. */
  public boolean secretResult() {
    return values.secretResult;
  }

  public IdempotentRequest secretResult(boolean secretResult) {
    return new IdempotentRequest(values.with(copy -> copy.secretResult = secretResult));
  }

  /** The owner only: the content may contain a secret. */
  @Override
  public String toString() {
    return "IdempotentRequest[owner=" + owner() + "]";
  }

  private static final class Values extends Copyable<Values> {
    private String owner;
    private String key;
    private String content;
    private boolean secretResult;
  }
}
