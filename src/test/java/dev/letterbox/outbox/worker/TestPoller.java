package dev.letterbox.outbox.worker;

import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Polls the outbox at once, for tests inside the server, which need not wait for the poller. */
@ApplicationScoped
public class TestPoller {

  @Inject private OutboxDispatcher dispatcher;

  /** Does what the poller does once a second. */
  public void poll() {
    dispatcher.handOverSlow();
    dispatcher.refresh();
    dispatcher.poll();
  }

  /** Polls, and returns when no worker is running. */
  public void pollUntilIdle() {
    poll();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(dispatcher::isIdle);
  }
}
