package dev.letterbox.rest.http;

import dev.letterbox.rest.http.problem.Problem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;

/**
 * The response of a protected route to callers without a log-in if {@code letterbox.rest.anonymous}
 * is {@code empty}. Routes without this annotation answer with 401. A subclass inherits it with the
 * method.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnonymousResponse {

  EmptyResponse value();

  enum EmptyResponse {
    EMPTY_PAGE {
      @Override
      public Response toResponse() {
        return json("{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}");
      }
    },
    EMPTY_SUMMARY {
      @Override
      public Response toResponse() {
        return json("{\"count\":0,\"max_level\":null,\"max_level_tag\":\"\"}");
      }
    },
    NOT_FOUND {
      @Override
      public Response toResponse() {
        return Problem.of(404).toResponse();
      }
    };

    public abstract Response toResponse();

    private static Response json(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Response.ok(bytes, MediaType.APPLICATION_JSON).build();
    }
  }
}
