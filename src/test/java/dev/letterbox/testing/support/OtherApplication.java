package dev.letterbox.testing.support;

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
    return Set.of(AdminOnlyResource.class);
  }

  /** For administrators. */
  @Path("secrets")
  @RolesAllowed("admin")
  public static class AdminOnlyResource {

    @GET
    public String get() {
      return "secret";
    }
  }
}
