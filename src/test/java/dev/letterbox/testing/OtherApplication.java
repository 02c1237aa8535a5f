package dev.letterbox.testing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** A JAX-RS application beside Letterbox's in the same WAR, without anything of Letterbox in it. */
@ApplicationPath("other")
public class OtherApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Secrets.class);
  }

  /** For administrators. */
  @Path("secrets")
  @RolesAllowed("admin")
  public static class Secrets {

    @GET
    public String tell() {
      return "secret";
    }
  }
}
