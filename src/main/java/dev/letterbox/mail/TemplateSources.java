package dev.letterbox.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.api.spi.MailTemplates;
import dev.letterbox.shared.Extension;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where templates and texts come from: beans, a folder, and Letterbox itself. */
@ApplicationScoped
class TemplateSources {

  @Inject @Any private Instance<MailTemplates> beans;
  @Inject private Settings settings;

  private List<Extension<MailTemplates>> extensions;

  @PostConstruct
  void find() {
    extensions = Extension.inOrder(beans);
  }

  /** All that have this name; the first one goes before the others. */
  List<String> all(String name) {
    List<String> all = new ArrayList<>();
    for (Extension<MailTemplates> extension : extensions) {
      extension.ask(templates -> templates.find(name)).ifPresent(all::add);
    }
    String folder = settings.get(NotificationSetting.MAIL_TEMPLATES);
    if (!folder.isEmpty()) {
      inFolder(Path.of(folder).toAbsolutePath().normalize(), name).ifPresent(all::add);
    }
    builtIn(name).ifPresent(all::add);
    return all;
  }

  private static Optional<String> inFolder(Path folder, String name) {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + file, e);
    }
  }

  static Optional<String> builtIn(String name) {
    try (InputStream stream = TemplateSources.class.getResourceAsStream(name)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new String(stream.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + name, e);
    }
  }
}
