package dev.letterbox.webhook;

import static dev.letterbox.api.event.MessageEventType.MESSAGE_READ;
import static dev.letterbox.api.event.MessageEventType.MESSAGE_REJECTED;
import static dev.letterbox.api.event.MessageEventType.MESSAGE_SENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.notification.CreatedWebhook;
import dev.letterbox.api.notification.NewWebhook;
import dev.letterbox.api.notification.Webhook;
import dev.letterbox.api.notification.WebhookChange;
import dev.letterbox.api.notification.WebhookService;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.WebhookServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which webhooks can be created. */
@Tag("once")
class WebhookValidationTests extends InServerTestBase implements WebhookServices {

  @Test
  void url_that_is_not_public_is_refused() {
    settings().set(NotificationSetting.WEBHOOKS_ALLOW_HTTP, false);
    settings().set(NotificationSetting.WEBHOOKS_ALLOW_PRIVATE, false);
    try {
      assertUrlsRefused();
    } finally {
      settings().reset();
    }
  }

  private void assertUrlsRefused() {
    for (String url :
        List.of(
            "http://example.org/",
            "https://127.0.0.1/",
            "https://localhost/",
            "https://[::ffff:10.0.0.1]/",
            "https://169.254.169.254/latest",
            "https://u:p@example.org/",
            "https://example.org/#a",
            "ftp://example.org/",
            "")) {
      InvalidInputException invalid =
          assertThrows(
              InvalidInputException.class,
              () -> webhooks().create(NewWebhook.to(url).events(MESSAGE_SENT)));
      assertEquals(Set.of("url"), invalid.errors().keySet(), url);
    }
    InvalidInputException all =
        assertThrows(
            InvalidInputException.class,
            () -> webhooks().create(NewWebhook.to("x").secret("y").description(".\n.")));
    assertEquals(Set.of("url", "secret", "events", "description"), all.errors().keySet());
  }

  @Test
  void webhook_is_listed_and_changed_without_its_secret() {
    NewWebhook newWebhook =
        NewWebhook.to("https://receiver.example/hook")
            .events(MESSAGE_READ, MESSAGE_SENT, MESSAGE_READ)
            .description(" Shop ");
    CreatedWebhook created = webhooks().create(newWebhook);
    Webhook webhook = created.webhook();
    try {
      assertTrue(created.secret().matches("whsec_[A-Za-z0-9+/]{43}="));
      assertFalse(created.toString().contains(created.secret()));
      assertEquals(List.of(MESSAGE_SENT, MESSAGE_READ), List.copyOf(webhook.events()));
      assertEquals("Shop", webhook.description());
      assertEquals(webhook, webhooks().get(webhook.id()));
      assertTrue(webhooks().all().contains(webhook));
      Webhook changed =
          webhooks()
              .change(
                  WebhookChange.of(webhook.id())
                      .url("https://other.example/")
                      .events(MESSAGE_REJECTED)
                      .active(false));
      assertEquals(
          new Webhook(
              webhook.id(),
              "https://other.example/",
              Set.of(MESSAGE_REJECTED),
              false,
              "Shop",
              webhook.createdAt()),
          changed);
      assertEquals(changed, webhooks().get(webhook.id()));
      WebhookChange nothing = WebhookChange.of(webhook.id()).events(List.of());
      assertThrows(InvalidInputException.class, () -> webhooks().change(nothing));
    } finally {
      webhooks().delete(webhook.id());
    }
  }

  @Test
  void description_of_a_hundred_wide_characters_is_kept() {
    String description = "\ud83d\udcec".repeat(100);
    Webhook webhook =
        webhooks()
            .create(
                NewWebhook.to("https://receiver.example/hook")
                    .events(MESSAGE_READ)
                    .description(description))
            .webhook();
    assertEquals(description, webhooks().get(webhook.id()).description());
    webhooks().delete(webhook.id());
  }

  @Test
  void number_of_webhooks_is_limited() {
    List<Long> createdIds = new ArrayList<>();
    try {
      int before = webhooks().all().size();
      for (int i = before; i < WebhookService.MAX_WEBHOOKS; i++) {
        NewWebhook newWebhook =
            NewWebhook.to("https://receiver.example/" + i).events(MESSAGE_REJECTED);
        createdIds.add(webhooks().create(newWebhook).webhook().id());
      }
      NewWebhook more = NewWebhook.to("https://receiver.example/more").events(MESSAGE_REJECTED);
      assertThrows(ConflictException.class, () -> webhooks().create(more));
    } finally {
      createdIds.forEach(id -> webhooks().delete(id));
    }
  }
}
