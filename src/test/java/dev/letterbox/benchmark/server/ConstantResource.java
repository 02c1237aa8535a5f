package dev.letterbox.benchmark.server;

import dev.letterbox.api.account.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** A JSON text of a given size from memory, behind the log-in of Letterbox. */
@Path("benchmark/constant")
@ApplicationScoped
@RolesAllowed(Roles.USER)
public class ConstantResource {

  private static final String FILLED = "x".repeat(1 << 20);

  @GET
  public String constant(@QueryParam("bytes") int bytes) {
    return "{\"text\":\"" + FILLED.substring(0, Math.max(0, bytes - 11)) + "\"}";
  }
}
