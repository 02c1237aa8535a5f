package dev.letterbox.mail;

import dev.letterbox.api.Kind;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotifiedMessage;
import dev.letterbox.api.spi.User;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tries all templates with a message that has everything, and with one that has nothing. */
@ApplicationScoped
class TemplateCheck {

  private final Settings settings;
  private final Templates templates;
  private final Clock clock;

  @Inject
  TemplateCheck(Settings settings, Templates templates, Clock clock) {
    this.settings = settings;
    this.templates = templates;
    this.clock = clock;
  }

  /** For proxies. */
  TemplateCheck() {
    this(null, null, null);
  }

  /** What is wrong with those of the default language. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    try {
      Language language = templates.language(null);
      for (boolean full : List.of(true, false)) {
        for (NotificationLabel label : NotificationLabel.values()) {
          check(sample(label, full), language, faults);
        }
      }
    } catch (BrokenTemplateException e) {
      faults.add(e.getMessage());
    }
    return faults.stream().distinct().toList();
  }

  private void check(Notification sample, Language language, List<String> faults) {
    Context context = new Context(Site.of(settings), settings.get(Setting.LEVEL_TAGS));
    tryOut(
        Kinds.of(sample),
        language,
        context.of(sample, Optional.empty(), language.locale()),
        faults);
    tryOut(
        Kinds.DIGEST,
        language,
        context.of(List.of(sample), Optional.empty(), language.locale()),
        faults);
    if (Kinds.all().anyMatch(Kinds.toVisitor(sample.label())::equals)) {
      tryOut(
          Kinds.toVisitor(sample.label()),
          language,
          context.of(sample, Optional.empty(), language.locale()),
          faults);
    }
  }

  private void tryOut(
      String kind, Language language, Map<String, Object> context, List<String> faults) {
    try {
      templates.write(kind, language, context);
    } catch (BrokenTemplateException e) {
      faults.add(e.getMessage());
    }
  }

  private Notification sample(NotificationLabel label, boolean full) {
    NotifiedMessage message =
        new NotifiedMessage(
            1,
            1,
            Kind.MESSAGE,
            full ? "alice" : null,
            full ? "Alice" : "",
            full ? "Subject" : null,
            full ? "Text" : "",
            0,
            full ? Set.of("tag") : Set.of(),
            full ? "view" : "",
            clock.now(),
            full ? "Reason" : null);
    return new Notification(
        "1", label, new User("bob", "Bob", null, true), "bob@localhost", message);
  }
}
