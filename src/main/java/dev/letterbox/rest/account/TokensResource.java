package dev.letterbox.rest.account;

import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.account.AccountService;
import dev.letterbox.api.account.CreatedToken;
import dev.letterbox.api.account.Roles;
import dev.letterbox.rest.http.idempotency.Idempotent;
import dev.letterbox.rest.http.json.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** Tokens with which programs log in. Users manage their own, administrators those of any user. */
@Path("tokens")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class TokensResource {

  @EJB private AccountService accounts;
  @Context private SecurityContext security;
  @Context private UriInfo uri;

  /** Creates a token, for the caller unless the body names another user. */
  @POST
  @Idempotent(secretResponse = true)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(JsonBody body) {
    JsonBody fields = JsonBody.require(body);
    String user = fields.text("user").orElse(security.getUserPrincipal().getName());
    String label = fields.text("label").orElse("");
    fields.throwIfInvalid();
    CreatedToken token = createToken(fields, user, label);
    return Response.created(uri.getAbsolutePathBuilder().path(token.id()).build())
        .entity(new TokenView(token.id(), token.token()))
        .build();
  }

  private CreatedToken createToken(JsonBody fields, String user, String label) {
    try {
      return accounts.createToken(user, label);
    } catch (NotFoundException e) {
      throw fields.invalidInput("user", "There is no account of this name.", e);
    }
  }

  @DELETE
  @Path("{id}")
  public void revoke(@PathParam("id") String id) {
    accounts.revokeToken(id);
  }

  /** A new token, which is shown only once. */
  public record TokenView(String id, String token) {}
}
