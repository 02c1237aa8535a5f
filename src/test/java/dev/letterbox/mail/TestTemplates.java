package dev.letterbox.mail;

import dev.letterbox.api.spi.MailTemplates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Adds Latin, whose broadcast template has an error. */
@ApplicationScoped
public class TestTemplates implements MailTemplates {

  private static final Map<String, String> TEMPLATES =
      Map.of(
          "texts_la.properties", "message.subject=Salve\ngreeting=Salve {{recipient.displayName}},",
          "broadcast_la.txt", "{{nihil}}");

  @Override
  public Optional<String> find(String name) {
    return Optional.ofNullable(TEMPLATES.get(name));
  }
}
