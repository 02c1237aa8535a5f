package dev.letterbox.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The JAX-RS application under {@code /letterbox/api}. */
@ApplicationPath("api")
public class RestApplication extends Application {

  /** Disables the WADL that only Payara generates; other servers ignore the property. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
