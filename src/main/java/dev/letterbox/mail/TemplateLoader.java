package dev.letterbox.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.MailTemplates;
import dev.letterbox.shared.ExtensionBean;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
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

/**
 * Finds templates and texts: in beans, then in the configured folder, then among those of
 * Letterbox.
 */
@ApplicationScoped
class TemplateLoader {

  /** Allows only names of files directly in the folder: names come from templates and users. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

  private final List<ExtensionBean<MailTemplates>> extensions;
  private final Settings settings;

  @Inject
  TemplateLoader(@Any Instance<MailTemplates> beans, Settings settings) {
    this(ExtensionBean.inPriorityOrder(beans), settings);
  }

  TemplateLoader(List<ExtensionBean<MailTemplates>> extensions, Settings settings) {
    this.extensions = extensions;
    this.settings = settings;
  }

  /** For proxies. */
  TemplateLoader() {
    this(List.of(), null);
  }

  /**
   * All sources of this name; the first one takes precedence.
   *
   * @throws DeliveryFailedException transient, if one of them can't be read
   */
  List<TemplateSource> findAll(String name) {
    if (!NAME.matcher(name).matches()) {
      return List.of();
    }
    List<TemplateSource> found = new ArrayList<>();
    for (ExtensionBean<MailTemplates> extension : extensions) {
      findInBean(extension, name).ifPresent(found::add);
    }
    directory().flatMap(directory -> findFile(directory.resolve(name))).ifPresent(found::add);
    builtIn(name).ifPresent(found::add);
    return found;
  }

  private static Optional<TemplateSource> findInBean(
      ExtensionBean<MailTemplates> extension, String name) {
    try {
      return extension
          .call(templates -> templates.find(name))
          .map(text -> new TemplateSource(extension.name(), text));
    } catch (RuntimeException e) {
      throw DeliveryFailedException.transientFailure(
          extension.name() + " failed to provide " + name, e);
    }
  }

  private static Optional<TemplateSource> findFile(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TemplateSource(file.toString(), Files.readString(file)));
    } catch (IOException e) {
      throw DeliveryFailedException.transientFailure("Can't read " + file + ", is it UTF-8?", e);
    }
  }

  private Optional<Path> directory() {
    return Optional.of(settings.get(NotificationSetting.MAIL_TEMPLATES))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).toAbsolutePath());
  }

  /** An error in the setting itself: the folder does not exist. */
  Optional<String> configurationError() {
    return directory()
        .filter(directory -> !Files.isDirectory(directory))
        .map(
            directory ->
                NotificationSetting.MAIL_TEMPLATES.key() + ": There is no folder " + directory);
  }

  static Optional<TemplateSource> builtIn(String name) {
    try (InputStream stream = TemplateLoader.class.getResourceAsStream(name)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new TemplateSource("built-in", new String(stream.readAllBytes(), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + name, e);
    }
  }
}
