package dev.letterbox.api.notification;

import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.internal.Copyable;

/**
 * Which page of the outbox to return, built fluently:
 *
 * <pre>{@code
 * outbox.page(OutboxRequest.dead().channel("email").limit(100));
 * }</pre>
 *
 * <p>Defaults: the first 10 entries of all channels, in the order of their ids.
 */
public final class OutboxRequest {

  private final Values values;

  private OutboxRequest(Values values) {
    this.values = values;
  }

  /** Entries that are not attempted any more. */
  public static OutboxRequest dead() {
    return of(OutboxState.DEAD);
  }

  /** Entries in this state. */
  public static OutboxRequest of(OutboxState state) {
    return new OutboxRequest(new Values().with(copy -> copy.state = state));
  }

  public OutboxState state() {
    return values.state;
  }

  /** Name of their channel; null for all channels. */
  public String channel() {
    return values.channel;
  }

  public OutboxRequest channel(String channel) {
    return new OutboxRequest(values.with(copy -> copy.channel = channel));
  }

  /** {@link Page#next} of another page, or {@link PageRequest#FIRST_PAGE}. */
  public String cursor() {
    return values.cursor;
  }

  public OutboxRequest cursor(String cursor) {
    return new OutboxRequest(values.with(copy -> copy.cursor = cursor));
  }

  /** Maximum number of entries, 1 to {@value PageRequest#MAX_LIMIT}. */
  public int limit() {
    return values.limit;
  }

  public OutboxRequest limit(int limit) {
    return new OutboxRequest(values.with(copy -> copy.limit = limit));
  }

  private static final class Values extends Copyable<Values> {
    private OutboxState state;
    private String channel;
    private String cursor = PageRequest.FIRST_PAGE;
    private int limit = 10;
  }
}
