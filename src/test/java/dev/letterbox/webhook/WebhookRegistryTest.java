package dev.letterbox.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WebhookRegistryTest {

  private final StoredWebhooks stored = new StoredWebhooks();
  private final WebhookRegistry registry = new WebhookRegistry(stored);

  /** One webhook, whose description can be changed. */
  private static final class StoredWebhooks extends WebhookRepository {

    private String description = "one";
    private int unlockedReads;
    private Runnable duringRead = () -> {};

    private List<WebhookEndpoint> read() {
      Webhook webhook =
          new Webhook(
              1,
              "https://receiver.example/",
              Set.of(MessageEventType.MESSAGE_SENT),
              true,
              description,
              Instant.EPOCH);
      return List.of(new WebhookEndpoint(webhook, "secret"));
    }

    @Override
    Supplier<List<WebhookEndpoint>> findAllLater() {
      return () -> {
        List<WebhookEndpoint> read = read();
        duringRead.run();
        return read;
      };
    }

    @Override
    List<WebhookEndpoint> findAllUnlocked() {
      unlockedReads++;
      return read();
    }
  }

  private void assertDescription(String expected, int unlockedReads) {
    assertEquals(expected, registry.all().get(0).webhook().description());
    assertEquals(unlockedReads, stored.unlockedReads);
  }

  @Test
  void webhooks_are_read_by_refresh_and_after_a_change() {
    registry.refreshLater().run();
    stored.description = "two";
    assertDescription("one", 0);
    registry.onWebhooksChanged(new WebhookRegistry.WebhooksChanged());
    assertDescription("two", 1);
    assertDescription("two", 2);
    registry.refreshLater().run();
    stored.description = "three";
    assertDescription("two", 2);
    registry.refreshLater().run();
    assertDescription("three", 2);
  }

  @Test
  void refresh_during_a_change_is_discarded() {
    registry.refreshLater().run();
    stored.duringRead = () -> registry.onWebhooksChanged(new WebhookRegistry.WebhooksChanged());
    registry.refreshLater().run();
    stored.description = "two";
    assertDescription("two", 1);
  }
}
