package dev.letterbox.mail;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.MessageSnapshot;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.User;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Renders all templates with a complete and an empty sample message to find errors in them. */
@ApplicationScoped
class TemplateValidator {

  private final Settings settings;
  private final TemplateRenderer renderer;
  private final Clock clock;

  @Inject
  TemplateValidator(Settings settings, TemplateRenderer renderer, Clock clock) {
    this.settings = settings;
    this.renderer = renderer;
    this.clock = clock;
  }

  /** For proxies. */
  TemplateValidator() {
    this(null, null, null);
  }

  /** The errors of templates and texts in the default language. */
  List<String> findErrors() {
    List<String> errors = new ArrayList<>();
    try {
      LocalizedTemplates localized = renderer.forLanguage(null);
      for (boolean isComplete : List.of(true, false)) {
        for (NotificationType type : NotificationType.values()) {
          checkType(sampleNotification(type, isComplete), localized, errors);
        }
      }
    } catch (DeliveryFailedException e) {
      errors.add(e.getMessage());
    }
    return errors.stream().distinct().toList();
  }

  private void checkType(Notification sample, LocalizedTemplates localized, List<String> errors) {
    TemplateModel model = new TemplateModel(Site.of(settings), settings.get(Setting.LEVEL_TAGS));
    tryRender(
        TemplateNames.of(sample),
        localized,
        model.of(sample, Optional.empty(), localized.locale()),
        errors);
    tryRender(
        TemplateNames.DIGEST,
        localized,
        model.of(List.of(sample), Optional.empty(), localized.locale()),
        errors);
    if (TemplateNames.all().anyMatch(TemplateNames.forVisitor(sample.type())::equals)) {
      tryRender(
          TemplateNames.forVisitor(sample.type()),
          localized,
          model.of(sample, Optional.empty(), localized.locale()),
          errors);
    }
  }

  private void tryRender(
      String name, LocalizedTemplates localized, Map<String, Object> model, List<String> errors) {
    try {
      renderer.render(name, localized, model);
    } catch (DeliveryFailedException e) {
      errors.add(e.getMessage());
    }
  }

  private Notification sampleNotification(NotificationType type, boolean isComplete) {
    MessageSnapshot message =
        new MessageSnapshot(
            1,
            1,
            MessageKind.MESSAGE,
            isComplete ? "alice" : null,
            isComplete ? "Alice" : "",
            isComplete ? "Subject" : null,
            isComplete ? "Text" : "",
            0,
            isComplete ? Set.of("tag") : Set.of(),
            isComplete ? "view" : "",
            clock.now(),
            isComplete ? "Reason" : null);
    return new Notification(
        "1", type, new User("bob", "Bob", null, true), "bob@localhost", message);
  }
}
