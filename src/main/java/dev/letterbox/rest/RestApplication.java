package dev.letterbox.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Everything under {@code /letterbox/api}. */
@ApplicationPath("api")
public class RestApplication extends Application {

  /** No description of the routes that only Payara makes; other servers ignore the name. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
