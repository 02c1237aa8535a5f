package dev.letterbox.testing;

import dev.letterbox.rest.MessagesResource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** Extends ours and forgets to say who may call it. */
@Path("roleless")
@RequestScoped
public class RolelessResource extends MessagesResource {}
