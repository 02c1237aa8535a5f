package dev.letterbox.rest.message;

import dev.letterbox.api.Level;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.shared.config.LevelTags;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the level of a message, by number or by name. */
final class LevelField {

  private LevelField() {}

  static int read(JsonBody body, LevelTags levelTags) {
    OptionalInt number = body.integer("level");
    Optional<String> name = body.text("level_tag");
    if (name.isEmpty()) {
      return number.orElse(Level.INFO);
    }
    if (number.isPresent()) {
      body.addError("level_tag", "Give either level or level_tag.");
    }
    Optional<Integer> namedLevel = levelTags.levelOf(name.get());
    if (namedLevel.isEmpty()) {
      body.addError("level_tag", "Must be one of " + String.join(", ", levelTags.all()) + ".");
    }
    return namedLevel.orElse(Level.INFO);
  }
}
