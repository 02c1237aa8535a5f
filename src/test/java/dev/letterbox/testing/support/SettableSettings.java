package dev.letterbox.testing.support;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The settings of the server, except those that a test sets, until {@link #reset}. */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class SettableSettings extends Settings {

  private final Map<Setting<?>, Object> overrides = new ConcurrentHashMap<>();

  @Override
  @SuppressWarnings("unchecked") // set takes values of the right type only
  public <T> T get(Setting<T> setting) {
    Object value = overrides.get(setting);
    return value == null ? super.get(setting) : (T) value;
  }

  /** Sets a value. */
  public <T> void set(Setting<T> setting, T value) {
    overrides.put(setting, value);
  }

  /** Returns to the settings of the server. */
  public void reset() {
    overrides.clear();
  }
}
