package dev.letterbox.rest;

import dev.letterbox.rest.http.AllowAnonymous;
import dev.letterbox.rest.http.EntityTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Serves the OpenAPI 3.1 document. */
@Path("openapi.json")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OpenApiResource {

  @Inject private OpenApiDocument document;
  @Context private HttpHeaders headers;

  @GET
  @AllowAnonymous
  public Response document() {
    return EntityTags.conditionalResponse(headers, document.tag(), document::json);
  }
}
