package dev.letterbox.testing;

import dev.letterbox.api.MaintenanceService;
import dev.letterbox.api.PreferenceService;

/** What tests of preferences find inside the server. */
public interface PreferenceServices extends Services {

  PreferenceService preferences();

  MaintenanceService maintenance();

  /** The settings of Letterbox. */
  SettableSettings settings();
}
