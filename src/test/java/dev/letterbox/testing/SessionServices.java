package dev.letterbox.testing;

import dev.letterbox.api.NewSession;
import dev.letterbox.api.SessionService;
import dev.letterbox.maintenance.Housekeeping;
import java.util.List;

/** What tests of sessions find inside the server. */
public interface SessionServices extends Services {

  SessionService sessions();

  Housekeeping housekeeping();

  /** A new session of one of {@link Users#withDemoPassword}. */
  default NewSession begin(String user) {
    return sessions().begin(user, "demo", List.of());
  }
}
