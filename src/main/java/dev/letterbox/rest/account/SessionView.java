package dev.letterbox.rest.account;

import dev.letterbox.api.account.Session;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;

/** A session as its user sees it. */
@JsonbPropertyOrder({"user", "roles", "csrfToken", "expires"})
public record SessionView(String user, List<String> roles, String csrfToken, Instant expires) {

  static SessionView of(Session session, String csrfToken) {
    return new SessionView(session.user(), session.roles(), csrfToken, session.expiresAt());
  }
}
