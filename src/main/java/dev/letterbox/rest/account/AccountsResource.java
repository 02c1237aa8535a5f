package dev.letterbox.rest.account;

import dev.letterbox.api.account.Account;
import dev.letterbox.api.account.AccountChange;
import dev.letterbox.api.account.AccountService;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.api.account.Roles;
import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.rest.http.SpooledResponse;
import dev.letterbox.rest.http.idempotency.Idempotent;
import dev.letterbox.rest.http.json.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/**
 * The accounts of the built-in directory. For administrators; users may change their own password
 * and language.
 */
@Path("accounts")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class AccountsResource {

  @EJB private AccountService accounts;
  @EJB private MaintenanceService maintenance;
  @Context private UriInfo uri;

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(JsonBody body) {
    JsonBody fields = JsonBody.require(body);
    NewAccount newAccount =
        NewAccount.named(fields.text("name").orElse(null))
            .displayName(fields.text("display_name").orElse(null))
            .email(fields.text("email").orElse(null))
            .language(fields.text("language").orElse(null))
            .password(fields.text("password").orElse(null))
            .roles(fields.texts("roles").orElse(List.of()));
    fields.throwIfInvalid();
    Account account = accounts.create(newAccount);
    return Response.created(uri.getAbsolutePathBuilder().path("{name}").build(account.name()))
        .entity(AccountView.of(account))
        .build();
  }

  @GET
  @Path("{name}")
  public AccountView get(@PathParam("name") String name) {
    return AccountView.of(accounts.get(name));
  }

  /** Changes the given fields; an empty e-mail address or language removes it. */
  @PATCH
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public AccountView change(@PathParam("name") String name, JsonBody body) {
    JsonBody fields = JsonBody.require(body);
    AccountChange change =
        AccountChange.of(name)
            .displayName(fields.text("display_name").orElse(null))
            .email(fields.text("email").orElse(null))
            .language(fields.text("language").orElse(null))
            .active(fields.flag("active").orElse(null))
            .roles(fields.texts("roles").orElse(null));
    fields.throwIfInvalid();
    return AccountView.of(accounts.change(change));
  }

  @PUT
  @Path("{name}/password")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.USER)
  public void changePassword(@PathParam("name") String name, JsonBody body) {
    accounts.changePassword(name, readSingleText("password", body));
  }

  @PUT
  @Path("{name}/language")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.USER)
  public void changeLanguage(@PathParam("name") String name, JsonBody body) {
    accounts.changeLanguage(name, readSingleText("language", body));
  }

  private static String readSingleText(String member, JsonBody body) {
    JsonBody fields = JsonBody.require(body);
    String text = fields.text(member).orElse("");
    fields.throwIfInvalid();
    return text;
  }

  /** Exports the data of a user, who need not have an account here. */
  @GET
  @Path("{name}/export")
  public Response export(@PathParam("name") String name) {
    InputStream export = SpooledResponse.spool(out -> maintenance.export(name, out));
    return Response.ok(export)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"export.json\"")
        .build();
  }

  /** Erases a user, who need not have an account here. */
  @POST
  @Idempotent
  @Path("{name}/erase")
  public Response erase(@PathParam("name") String name) {
    return Response.ok(ErasureView.of(maintenance.erase(name))).build();
  }

  /** An account as administrators see it. */
  public record AccountView(
      String name,
      String displayName,
      String email,
      String language,
      boolean active,
      List<String> roles,
      Instant created) {

    static AccountView of(Account account) {
      return new AccountView(
          account.name(),
          account.displayName(),
          account.email(),
          account.language(),
          account.active(),
          account.roles(),
          account.createdAt());
    }
  }

  /** The result of an erasure. */
  public record ErasureView(String pseudonym, long deliveries, long renamed, long removed) {

    static ErasureView of(ErasureReport report) {
      return new ErasureView(
          report.pseudonym(), report.deliveries(), report.renamed(), report.removed());
    }
  }
}
