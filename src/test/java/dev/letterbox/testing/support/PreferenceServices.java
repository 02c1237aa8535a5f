package dev.letterbox.testing.support;

import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.api.notification.PreferenceService;

/** What tests of preferences find inside the server. */
public interface PreferenceServices extends TestServices {

  PreferenceService preferences();

  MaintenanceService maintenance();

  /** The settings of Letterbox. */
  SettableSettings settings();
}
