package com.example.alerts;

import dev.letterbox.api.spi.MailTemplates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** The introduction of e-mails about notices; all other texts and templates are Letterbox's. */
@ApplicationScoped
public class AlertTexts implements MailTemplates {

  private static final Map<String, String> TEXTS =
      Map.of(
          "texts_en.properties", "notice.intro=New notice of level {{message.levelTag}}.",
          "texts_de.properties", "notice.intro=Neue Mitteilung der Stufe {{message.levelTag}}.");

  @Override
  public Optional<String> find(String name) {
    return Optional.ofNullable(TEXTS.get(name));
  }
}
