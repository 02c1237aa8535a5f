package dev.letterbox.webhook;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.CreatedWebhook;
import dev.letterbox.api.notification.NewWebhook;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.api.notification.Webhook;
import dev.letterbox.api.notification.WebhookChange;
import dev.letterbox.api.notification.WebhookService;
import dev.letterbox.outbox.OutboxRepository;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Creates, changes and deletes webhooks. */
@Stateless(name = "WebhookService")
@PermitAll
public class WebhookServiceBean implements WebhookService {

  private static final int MAX_DESCRIPTION_LENGTH = 100;

  @Inject private WebhookRepository repository;
  @Inject private OutboxRepository outbox;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Event<WebhookRegistry.WebhooksChanged> changedEvent;

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Webhook> all() {
    return repository.findAll().stream().map(WebhookEndpoint::webhook).toList();
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Webhook get(long id) {
    return repository.find(id).orElseThrow(() -> new NotFoundException("webhook " + id)).webhook();
  }

  @Override
  public CreatedWebhook create(NewWebhook newWebhook) {
    ValidationErrors errors = new ValidationErrors();
    String secret = newWebhook.secret() == null ? WebhookSigner.newSecret() : newWebhook.secret();
    if (!WebhookSigner.isValidSecret(secret)) {
      errors.add("secret", "Must be whsec_ and 24 to 64 bytes in Base64.");
    }
    Webhook webhook =
        new Webhook(
            0,
            validateUrl(newWebhook.url(), errors),
            validateEvents(newWebhook.events(), errors),
            true,
            validateDescription(newWebhook.description(), errors),
            clock.now());
    errors.throwIfAny();
    repository.lockTable();
    if (repository.count() >= MAX_WEBHOOKS) {
      throw new ConflictException("webhooks", "There are " + MAX_WEBHOOKS + " webhooks already.");
    }
    long id = repository.insert(webhook, secret);
    changedEvent.fire(new WebhookRegistry.WebhooksChanged());
    return new CreatedWebhook(get(id), secret);
  }

  @Override
  public Webhook change(WebhookChange change) {
    ValidationErrors errors = new ValidationErrors();
    String url = change.url() == null ? null : validateUrl(change.url(), errors);
    Set<MessageEventType> events =
        change.events() == null ? null : validateEvents(change.events(), errors);
    String description =
        change.description() == null ? null : validateDescription(change.description(), errors);
    errors.throwIfAny();
    repository.lockTable();
    Webhook before = get(change.id());
    Webhook after =
        new Webhook(
            before.id(),
            orElse(url, before.url()),
            orElse(events, before.events()),
            orElse(change.active(), before.active()),
            orElse(description, before.description()),
            before.createdAt());
    repository.update(after);
    if (after.active() && !before.active()) {
      outbox.replayAll(OutboxState.PENDING, WebhookEndpoint.channel(after.id()), clock.now());
    }
    changedEvent.fire(new WebhookRegistry.WebhooksChanged());
    return after;
  }

  private static <T> T orElse(T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private String validateUrl(String text, ValidationErrors errors) {
    WebhookUrlValidator validator =
        new WebhookUrlValidator(
            settings.get(NotificationSetting.WEBHOOKS_ALLOW_HTTP),
            settings.get(NotificationSetting.WEBHOOKS_ALLOW_PRIVATE),
            HostResolver.SYSTEM);
    return validator.validate(text, errors).orElse("");
  }

  private static Set<MessageEventType> validateEvents(
      Collection<MessageEventType> events, ValidationErrors errors) {
    if (events.isEmpty() || events.stream().anyMatch(Objects::isNull)) {
      errors.add("events", "Name at least one event.");
      return Set.of();
    }
    return Set.copyOf(events);
  }

  private static String validateDescription(String text, ValidationErrors errors) {
    return errors.checkLine("description", text, MAX_DESCRIPTION_LENGTH);
  }

  @Override
  public void delete(long id) {
    if (!repository.delete(id)) {
      throw new NotFoundException("webhook " + id);
    }
    outbox.deleteByChannel(WebhookEndpoint.channel(id));
    changedEvent.fire(new WebhookRegistry.WebhooksChanged());
  }
}
