package dev.letterbox.testing.support;

import dev.letterbox.api.account.CreatedSession;
import dev.letterbox.api.account.SessionService;
import dev.letterbox.maintenance.ExpiryTimer;
import java.util.List;

/** Services for tests of sessions. */
public interface SessionServices extends TestServices {

  SessionService sessions();

  ExpiryTimer expiryTimer();

  /** A new session of a user from {@link TestUsers#createWithDemoPassword}. */
  default CreatedSession logIn(String user) {
    return sessions().logIn(user, "demo", List.of());
  }
}
