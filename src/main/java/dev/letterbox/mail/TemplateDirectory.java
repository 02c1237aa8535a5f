package dev.letterbox.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder of templates and texts, of which only the files that are directly in it are read.
 *
 * @param path absolute
 */
record TemplateDirectory(Path path) {

  /** The file of this name, in UTF-8. */
  Optional<TemplateSource> find(String name) {
    Path file = path.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TemplateSource(file.toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new TemplateException("Can't read " + file + ", is it UTF-8?", e);
    }
  }
}
