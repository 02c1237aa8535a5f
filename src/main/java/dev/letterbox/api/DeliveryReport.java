package dev.letterbox.api;

import java.util.List;
import java.util.OptionalLong;

/**
 * Who received a broadcast or a notice, and who did not.
 *
 * @param messageId id of the stored message; empty when nothing was stored: there was no active
 *     recipient, or the text of a notice was empty or its level below the minimum
 * @param delivered number of users who received it
 * @param unknown names without a user, without duplicates, in the given order
 * @param inactive names of inactive users, without duplicates, in the given order
 */
public record DeliveryReport(
    OptionalLong messageId, long delivered, List<String> unknown, List<String> inactive) {

  /** Nothing was stored, and no name was looked up. */
  public static final DeliveryReport NOTHING_STORED =
      new DeliveryReport(OptionalLong.empty(), 0, List.of(), List.of());

  public DeliveryReport {
    unknown = List.copyOf(unknown);
    inactive = List.copyOf(inactive);
  }
}
