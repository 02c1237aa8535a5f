package dev.letterbox.shared.config;

/** The defaults of all settings, for tests without a server. */
public class DefaultSettings extends Settings {

  @Override
  public <T> T get(Setting<T> setting) {
    return setting.parse(setting.defaultText());
  }
}
