package dev.letterbox.webhook;

import dev.letterbox.api.CreatedWebhook;
import dev.letterbox.api.NewWebhook;
import dev.letterbox.api.TooManyWebhooksException;
import dev.letterbox.api.Webhook;
import dev.letterbox.api.WebhookChange;
import dev.letterbox.api.WebhookEvent;
import dev.letterbox.api.WebhookNotFoundException;
import dev.letterbox.api.WebhookService;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Keeps where applications elsewhere want to be told of events. */
@Stateless(name = "WebhookService")
@PermitAll
public class WebhookServiceBean implements WebhookService {

  private static final int MAX_DESCRIPTION = 100;

  @Inject private WebhookRows rows;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Event<Webhooks.Changed> changed;

  @Override
  public List<Webhook> all() {
    return rows.all().stream().map(Receiver::webhook).toList();
  }

  @Override
  public Webhook get(long id) {
    return rows.find(id).orElseThrow(() -> new WebhookNotFoundException(id)).webhook();
  }

  @Override
  public CreatedWebhook create(NewWebhook wanted) {
    InputErrors errors = new InputErrors();
    String secret = wanted.secret() == null ? Secrets.random() : wanted.secret();
    if (!Secrets.isValid(secret)) {
      errors.add("secret", "Must be whsec_ and 24 to 64 bytes in Base64.");
    }
    Webhook webhook =
        new Webhook(
            0,
            url(wanted.url(), errors),
            events(wanted.events(), errors),
            true,
            description(wanted.description(), errors),
            clock.now());
    errors.throwIfAny();
    rows.lock();
    if (rows.count() >= MOST) {
      throw new TooManyWebhooksException();
    }
    long id = rows.add(webhook, secret);
    changed.fire(new Webhooks.Changed());
    return new CreatedWebhook(get(id), secret);
  }

  @Override
  public Webhook change(WebhookChange change) {
    InputErrors errors = new InputErrors();
    String url = change.url() == null ? null : url(change.url(), errors);
    Set<WebhookEvent> events = change.events() == null ? null : events(change.events(), errors);
    String description =
        change.description() == null ? null : description(change.description(), errors);
    errors.throwIfAny();
    rows.lock();
    Webhook before = get(change.id());
    Webhook after =
        new Webhook(
            before.id(),
            orElse(url, before.url()),
            orElse(events, before.events()),
            orElse(change.active(), before.active()),
            orElse(description, before.description()),
            before.createdAt());
    rows.change(after);
    if (after.active() && !before.active()) {
      rows.beginAnew(clock.now(), after.id());
    }
    changed.fire(new Webhooks.Changed());
    return after;
  }

  private static <T> T orElse(T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private String url(String text, InputErrors errors) {
    WebhookUrl rules =
        new WebhookUrl(
            settings.get(NotificationSetting.WEBHOOKS_ALLOW_HTTP),
            settings.get(NotificationSetting.WEBHOOKS_ALLOW_PRIVATE),
            Addresses.OF_SYSTEM);
    return rules.check(text, errors).orElse("");
  }

  private static Set<WebhookEvent> events(Collection<WebhookEvent> events, InputErrors errors) {
    if (events.isEmpty() || events.stream().anyMatch(Objects::isNull)) {
      errors.add("events", "Name at least one event.");
      return Set.of();
    }
    return Set.copyOf(events);
  }

  private static String description(String text, InputErrors errors) {
    return errors.line("description", text, MAX_DESCRIPTION);
  }

  @Override
  public void delete(long id) {
    if (!rows.delete(id)) {
      throw new WebhookNotFoundException(id);
    }
    changed.fire(new Webhooks.Changed());
  }
}
