package dev.letterbox.rest.moderation;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.moderation.ModeratedMessage;
import dev.letterbox.api.moderation.ModeratedMessage.AutoModeratorRating;
import dev.letterbox.api.moderation.ModerationService;
import dev.letterbox.rest.http.PageDefaults;
import dev.letterbox.rest.http.PageView;
import dev.letterbox.rest.http.PathIds;
import dev.letterbox.rest.http.idempotency.Idempotent;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.text.EnumNames;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;

/** The moderation queue, for moderators. */
@Path("moderation")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.MODERATOR)
public class ModerationResource {

  @EJB private ModerationService moderation;
  @Inject private Settings settings;
  @Context private SecurityContext security;
  @Context private UriInfo uri;

  /** A page of the queue; by default of pending messages, oldest first. */
  @GET
  public PageView<ModerationView> page() {
    ModerationParameters parameters =
        new ModerationParameters(uri, PageDefaults.of(settings), moderation::validate);
    return parameters.view(moderation.page(parameters.request()));
  }

  /** One message with its ratings by auto-moderators. */
  @GET
  @Path("{id}")
  public ModerationView get(@PathParam("id") String id) {
    return ModerationView.of(moderation.get(PathIds.parse(id)));
  }

  /** Delivers a pending message. */
  @POST
  @Path("{id}/accept")
  @Idempotent
  public Response accept(@PathParam("id") String id) {
    return toResponse(moderation.accept(caller(), PathIds.parse(id)));
  }

  /** Rejects a pending message. */
  @POST
  @Path("{id}/reject")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  public Response reject(@PathParam("id") String id, JsonBody body) {
    JsonBody fields = JsonBody.require(body);
    String reason = fields.text("reason").orElse(null);
    fields.throwIfInvalid();
    return toResponse(moderation.reject(caller(), PathIds.parse(id), reason));
  }

  /** Makes a decided message pending again. */
  @POST
  @Path("{id}/take-back")
  @Idempotent
  public Response takeBack(@PathParam("id") String id) {
    return toResponse(moderation.takeBack(caller(), PathIds.parse(id)));
  }

  private static Response toResponse(ModeratedMessage message) {
    return Response.ok(ModerationView.of(message)).build();
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }

  /** A message as moderators see it; fields that do not apply are null. */
  @JsonbPropertyOrder({
    "id",
    "sender",
    "recipient",
    "visitor",
    "subject",
    "message",
    "messageTruncated",
    "thread",
    "parent",
    "created",
    "moderationStatus",
    "moderationBy",
    "moderationDate",
    "moderationReason",
    "ratings"
  })
  public record ModerationView(
      long id,
      String sender,
      String recipient,
      String visitor,
      String subject,
      String message,
      boolean messageTruncated,
      long thread,
      Long parent,
      Instant created,
      String moderationStatus,
      String moderationBy,
      Instant moderationDate,
      String moderationReason,
      List<RatingView> ratings) {

    /** The rating of an auto-moderator. */
    @JsonbPropertyOrder({"moderator", "rating", "reason"})
    public record RatingView(String moderator, Double rating, String reason) {}

    static ModerationView of(ModeratedMessage message) {
      return new ModerationView(
          message.id(),
          message.sender(),
          message.recipient(),
          message.visitor(),
          message.subject(),
          message.body(),
          message.bodyTruncated(),
          message.thread(),
          message.parent(),
          message.sentAt(),
          EnumNames.of(message.status()),
          message.decidedBy(),
          message.decidedAt(),
          message.reason(),
          message.ratings().stream().map(ModerationView::toRatingView).toList());
    }

    private static RatingView toRatingView(AutoModeratorRating rating) {
      return new RatingView(rating.moderator(), rating.rating(), rating.reason());
    }
  }
}
