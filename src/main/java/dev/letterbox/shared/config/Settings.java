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
   * @throws IllegalArgumentException naming the setting, if its text is not valid
   */
  @SuppressWarnings("unchecked") // the value was parsed by the same setting
  public <T> T get(Setting<T> setting) {
    return (T) values.computeIfAbsent(setting, Settings::read);
  }

  /** Reads all settings, so that an invalid one fails the start and not a request. */
  public void readAll() {
    Setting.all().forEach(this::get);
  }

  /** The value of a setting, for classes without injection. */
  public static <T> T read(Setting<T> setting) {
    Config config = ConfigProvider.getConfig(Settings.class.getClassLoader());
    Optional<String> configured = config.getOptionalValue(setting.key(), String.class);
    return setting.parse(configured.orElseGet(() -> emptyOrDefault(config, setting)));
  }

  /**
   * MicroProfile Config treats an empty text as no value. Here it is a value if the setting accepts
   * it; otherwise the default counts.
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
