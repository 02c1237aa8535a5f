package dev.letterbox.rest.conversation;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.conversation.Block;
import dev.letterbox.api.conversation.BlockService;
import dev.letterbox.rest.http.ResultsView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;

/** The users whom the caller blocks. */
@Path("blocks")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class BlocksResource {

  @EJB private BlockService blocks;
  @Context private SecurityContext security;

  @GET
  public ResultsView<BlockView> all() {
    return ResultsView.of(blocks.blocks(caller()), BlockView::of);
  }

  @PUT
  @Path("{name}")
  public void block(@PathParam("name") String name) {
    blocks.block(caller(), name);
  }

  @DELETE
  @Path("{name}")
  public void unblock(@PathParam("name") String name) {
    blocks.unblock(caller(), name);
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }

  /** A blocked user. */
  public record BlockView(String name, String displayName, Instant created) {

    static BlockView of(Block block) {
      return new BlockView(block.user().name(), block.user().displayName(), block.since());
    }
  }
}
