package dev.letterbox.shared.security;

import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** The client that sent the current request. */
@Dependent
public class CurrentClient {

  @Inject private HttpServletRequest request;
  @Inject private Settings settings;

  /** Its {@link ClientAddress}; empty outside of requests. */
  public String address() {
    try {
      return ClientAddress.of(request, settings);
    } catch (ContextNotActiveException | IllegalStateException e) {
      return ""; // there is no request
    }
  }
}
