package dev.letterbox.outbox.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.testing.support.recording.RecordedLog;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryLogTest {

  private final RecordedLog log = new RecordedLog(DeliveryLog.class);
  private final DeliveryLog deliveries = new DeliveryLog();

  @AfterEach
  void close() {
    log.close();
  }

  private void deliver(RuntimeException failure) {
    if (failure == null) {
      deliveries.deliverLogged("telegraph", () -> {});
    } else {
      Runnable delivery =
          () -> {
            throw failure;
          };
      assertThrows(failure.getClass(), () -> deliveries.deliverLogged("telegraph", delivery));
    }
  }

  @Test
  void outage_and_its_end_are_logged_once_each() {
    for (int i = 0; i < 5; i++) {
      deliver(DeliveryFailedException.channelUnavailable("535 Wrong", null));
      deliver(DeliveryFailedException.channelUnavailable("421 Busy " + i, null));
    }
    deliver(null);
    deliver(null);
    assertEquals(
        List.of(
            "WARNING Channel telegraph is unavailable: 535 Wrong",
            "FINE Cause of the outage of channel telegraph",
            "INFO Channel telegraph is available again"),
        log.lines());
  }

  @Test
  void verbatim_server_reply_is_logged_at_level_fine_only() {
    IllegalStateException answer = new IllegalStateException("530 <bob@example.org> Log in");
    deliver(DeliveryFailedException.channelUnavailable("530 <address> Log in", answer));
    assertEquals(
        List.of(
            "WARNING Channel telegraph is unavailable: 530 <address> Log in",
            "FINE Cause of the outage of channel telegraph"),
        log.lines());
    assertNull(log.records().get(0).getThrown());
    assertEquals(answer, log.records().get(1).getThrown().getCause());
  }

  @Test
  void failure_of_one_recipient_is_no_outage() {
    deliver(DeliveryFailedException.permanentFailure("550", null));
    deliver(DeliveryFailedException.transientFailure("450", null));
    deliver(new IllegalStateException());
    deliver(null);
    assertEquals(List.of(), log.lines());
  }
}
