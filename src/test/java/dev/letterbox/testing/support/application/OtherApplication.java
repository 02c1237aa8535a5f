package dev.letterbox.testing.support.application;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Another JAX-RS application in the WAR, which uses nothing of Letterbox. */
@ApplicationPath("other")
public class OtherApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(AdminOnlyResource.class);
  }

  /** A resource for administrators. */
  @Path("secrets")
  @RolesAllowed("admin")
  public static class AdminOnlyResource {

    @GET
    public String get() {
      return "secret";
    }
  }
}
