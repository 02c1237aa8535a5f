package dev.letterbox.testing.client;

import dev.letterbox.testing.support.PollingDefaults;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Applies {@link PollingDefaults} in the JVM of the tests; JUnit finds it as a service. */
public final class PollingDefaultsListener implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    PollingDefaults.apply();
  }
}
