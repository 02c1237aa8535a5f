package dev.letterbox.outbox.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.spi.DeliveryFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageLogTest {

  private static final Logger LOG = Logger.getLogger(OutageLog.class.getName());

  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          Throwable thrown = line.getThrown();
          logged.add(
              line.getLevel()
                  + " "
                  + line.getMessage()
                  + (thrown == null ? "" : ": " + thrown.getCause().getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final OutageLog outages = new OutageLog();

  @BeforeEach
  void addHandler() {
    LOG.setUseParentHandlers(false);
    LOG.addHandler(handler);
  }

  @AfterEach
  void removeHandler() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
    LOG.setLevel(null);
  }

  private void deliver(RuntimeException failure) {
    if (failure == null) {
      outages.deliverLogged("telegraph", () -> {});
    } else {
      Runnable delivery =
          () -> {
            throw failure;
          };
      assertThrows(failure.getClass(), () -> outages.deliverLogged("telegraph", delivery));
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
            "INFO Channel telegraph is available again"),
        logged);
  }

  @Test
  void verbatim_server_reply_is_logged_at_level_fine_only() {
    IllegalStateException answer = new IllegalStateException("530 <bob@example.org> Log in");
    deliver(DeliveryFailedException.channelUnavailable("530 <address> Log in", answer));
    deliver(null);
    LOG.setLevel(Level.FINE);
    deliver(DeliveryFailedException.channelUnavailable("530 <address> Log in", answer));
    assertEquals(
        List.of(
            "WARNING Channel telegraph is unavailable: 530 <address> Log in",
            "INFO Channel telegraph is available again",
            "WARNING Channel telegraph is unavailable: 530 <address> Log in",
            "FINE Cause of the outage of channel telegraph: 530 <bob@example.org> Log in"),
        logged);
  }

  @Test
  void failure_of_one_recipient_is_no_outage() {
    deliver(DeliveryFailedException.permanentFailure("550", null));
    deliver(DeliveryFailedException.transientFailure("450", null));
    deliver(new IllegalStateException());
    deliver(null);
    assertEquals(List.of(), logged);
  }
}
