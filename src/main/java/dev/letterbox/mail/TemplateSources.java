package dev.letterbox.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.api.spi.MailTemplates;
import dev.letterbox.shared.Extension;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
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
import java.util.regex.Pattern;

/** Where templates and texts come from: beans, a folder, and Letterbox itself. */
@ApplicationScoped
class TemplateSources {

  /** A file in a folder, and in no other one, whatever a template or a user asks for. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

  private final List<Extension<MailTemplates>> extensions;
  private final Settings settings;

  @Inject
  TemplateSources(@Any Instance<MailTemplates> beans, Settings settings) {
    this(Extension.inOrder(beans), settings);
  }

  TemplateSources(List<Extension<MailTemplates>> extensions, Settings settings) {
    this.extensions = extensions;
    this.settings = settings;
  }

  /** For proxies. */
  TemplateSources() {
    this(List.of(), null);
  }

  /**
   * All that have this name; the first one goes before the others.
   *
   * @throws BrokenTemplateException when one of them can't be read
   */
  List<TemplateSource> all(String name) {
    if (!NAME.matcher(name).matches()) {
      return List.of();
    }
    List<TemplateSource> all = new ArrayList<>();
    for (Extension<MailTemplates> extension : extensions) {
      ask(extension, name).ifPresent(all::add);
    }
    folder().flatMap(folder -> folder.find(name)).ifPresent(all::add);
    builtIn(name).ifPresent(all::add);
    return all;
  }

  private static Optional<TemplateSource> ask(Extension<MailTemplates> extension, String name) {
    try {
      return extension
          .ask(templates -> templates.find(name))
          .map(text -> new TemplateSource(extension.name(), text));
    } catch (RuntimeException e) {
      throw new BrokenTemplateException(extension.name() + " did not give " + name, e);
    }
  }

  private Optional<TemplateFolder> folder() {
    return Optional.of(settings.get(NotificationSetting.MAIL_TEMPLATES))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> new TemplateFolder(Path.of(folder).toAbsolutePath()));
  }

  /** What is wrong before any template is looked at. */
  Optional<String> fault() {
    return folder()
        .filter(folder -> !Files.isDirectory(folder.path()))
        .map(
            folder ->
                NotificationSetting.MAIL_TEMPLATES.key() + ": There is no folder " + folder.path());
  }

  static Optional<TemplateSource> builtIn(String name) {
    try (InputStream stream = TemplateSources.class.getResourceAsStream(name)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(
              new TemplateSource("of Letterbox", new String(stream.readAllBytes(), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + name, e);
    }
  }
}
