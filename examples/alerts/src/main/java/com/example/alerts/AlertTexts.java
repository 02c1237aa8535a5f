package com.example.alerts;

import dev.letterbox.api.spi.MailTemplates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** What mails about notices say; all other texts and templates are those of Letterbox. */
@ApplicationScoped
public class AlertTexts implements MailTemplates {

  private static final Map<String, String> TEXTS =
      Map.of(
          "texts_en.properties", "notice.intro=Something of level {{message.levelTag}} is up.",
          "texts_de.properties", "notice.intro=Es gibt etwas der Stufe {{message.levelTag}}.");

  @Override
  public Optional<String> find(String name) {
    return Optional.ofNullable(TEXTS.get(name));
  }
}
