package dev.letterbox.testing.support;

import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.api.notification.PreferenceService;

/** Services for tests of preferences. */
public interface PreferenceServices extends TestServices {

  PreferenceService preferences();

  MaintenanceService maintenance();

  SettableSettings settings();
}
