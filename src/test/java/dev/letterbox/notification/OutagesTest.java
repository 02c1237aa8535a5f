package dev.letterbox.notification;

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

class OutagesTest {

  private static final Logger LOG = Logger.getLogger(Outages.class.getName());

  private final List<String> said = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          Throwable thrown = line.getThrown();
          said.add(
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
  private final Outages outages = new Outages();

  @BeforeEach
  void listen() {
    LOG.setUseParentHandlers(false);
    LOG.addHandler(handler);
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
    LOG.setLevel(null);
  }

  private void deliver(RuntimeException failure) {
    if (failure == null) {
      outages.watch("telegraph", () -> {});
    } else {
      Runnable telling =
          () -> {
            throw failure;
          };
      assertThrows(failure.getClass(), () -> outages.watch("telegraph", telling));
    }
  }

  @Test
  void an_outage_is_said_once_and_its_end_once() {
    for (int i = 0; i < 5; i++) {
      deliver(DeliveryFailedException.unavailable("535 Wrong", null));
      deliver(DeliveryFailedException.unavailable("421 Busy " + i, null));
    }
    deliver(null);
    deliver(null);
    assertEquals(
        List.of(
            "WARNING Channel telegraph reaches nobody: 535 Wrong",
            "INFO Channel telegraph reaches its recipients again"),
        said);
  }

  @Test
  void what_a_server_answered_word_for_word_is_said_only_to_who_asks_for_more() {
    IllegalStateException answer = new IllegalStateException("530 <bob@example.org> Log in");
    deliver(DeliveryFailedException.unavailable("530 <address> Log in", answer));
    deliver(null);
    LOG.setLevel(Level.FINE);
    deliver(DeliveryFailedException.unavailable("530 <address> Log in", answer));
    assertEquals(
        List.of(
            "WARNING Channel telegraph reaches nobody: 530 <address> Log in",
            "INFO Channel telegraph reaches its recipients again",
            "WARNING Channel telegraph reaches nobody: 530 <address> Log in",
            "FINE Why channel telegraph reaches nobody: 530 <bob@example.org> Log in"),
        said);
  }

  @Test
  void what_concerns_one_recipient_is_no_outage() {
    deliver(DeliveryFailedException.permanent("550", null));
    deliver(DeliveryFailedException.passing("450", null));
    deliver(new IllegalStateException());
    deliver(null);
    assertEquals(List.of(), said);
  }
}
