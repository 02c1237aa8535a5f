package dev.letterbox.api;

import java.util.List;
import java.util.OptionalLong;

/**
 * Who got a broadcast or a notice, and who did not.
 *
 * @param messageId id of the stored message; empty when nothing was stored, because nobody was left
 *     to tell, the text of a notice was empty or its level below the minimum
 * @param delivered number of users who got it
 * @param unknown names without a user, each once, in the order given
 * @param inactive names of inactive users, each once, in the order given
 */
public record DeliveryReport(
    OptionalLong messageId, long delivered, List<String> unknown, List<String> inactive) {

  /** Nothing was stored, and nobody was asked for. */
  public static final DeliveryReport NOTHING_STORED =
      new DeliveryReport(OptionalLong.empty(), 0, List.of(), List.of());

  public DeliveryReport {
    unknown = List.copyOf(unknown);
    inactive = List.copyOf(inactive);
  }
}
