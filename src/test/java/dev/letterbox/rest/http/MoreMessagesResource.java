package dev.letterbox.rest.http;

import dev.letterbox.api.account.Roles;
import dev.letterbox.rest.message.MessagesResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A resource of another application, which mounts {@code MessagesResource} at its own path. */
@Path("more-messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class MoreMessagesResource extends MessagesResource {}
