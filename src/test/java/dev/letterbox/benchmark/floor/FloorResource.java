package dev.letterbox.benchmark.floor;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** A constant from JAX-RS, and the result of one SELECT. */
@Path("/")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class FloorResource {

  @EJB private FloorQuery query;

  @GET
  @Path("constant")
  public String constant() {
    return "{\"unread_count\":17}";
  }

  @GET
  @Path("select")
  public String select(@QueryParam("owner") String owner) {
    return "{\"unread_count\":" + query.unreadCount(owner) + "}";
  }
}
