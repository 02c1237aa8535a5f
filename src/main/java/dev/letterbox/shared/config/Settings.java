package dev.letterbox.shared.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The values of all settings, read once. */
@ApplicationScoped
public class Settings {

  private final Map<Setting<?>, Object> values = new ConcurrentHashMap<>();

  /**
   * The value of a setting.
   *
   * @throws IllegalArgumentException naming the setting, when its text is not one of its values
   */
  @SuppressWarnings("unchecked") // a setting always finds what it has parsed itself
  public <T> T get(Setting<T> setting) {
    return (T) values.computeIfAbsent(setting, Settings::read);
  }

  /** Reads all settings, so that a wrong one stops the start and not a request. */
  public void check() {
    Setting.all().forEach(this::get);
  }

  /** The value of a setting for those whom no container injects anything. */
  public static <T> T read(Setting<T> setting) {
    Config config = ConfigProvider.getConfig(Settings.class.getClassLoader());
    Optional<String> configured = config.getOptionalValue(setting.key(), String.class);
    return setting.parse(configured.orElseGet(() -> emptyOrDefault(config, setting)));
  }

  /**
   * An empty text is given, too, though MicroProfile Config calls it no value. Where it says
   * nothing, the default holds.
   */
  private static String emptyOrDefault(Config config, Setting<?> setting) {
    if (setting.acceptsEmptyText()) {
      for (ConfigSource source : config.getConfigSources()) {
        if (source.getValue(setting.key()) != null) {
          return "";
        }
      }
    }
    return setting.defaultText();
  }
}
