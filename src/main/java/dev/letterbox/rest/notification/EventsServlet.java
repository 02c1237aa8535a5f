package dev.letterbox.rest.notification;

import dev.letterbox.api.account.Roles;
import dev.letterbox.rest.http.AccessRule;
import dev.letterbox.rest.http.CacheControlFilter;
import dev.letterbox.rest.http.problem.Problem;
import dev.letterbox.shared.security.LoginMethods;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The route {@code GET api/events}: server-sent events about changes to the mailbox of the caller.
 * A servlet, because JAX-RS does not specify whether an event sink blocks on a client that does not
 * read; {@link MailboxEventStream} never blocks. Access rules and errors are those of the
 * resources.
 */
@WebServlet(
    urlPatterns = {"/api/events", "/api/events/"},
    asyncSupported = true)
@RolesAllowed(Roles.USER)
public class EventsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final List<String> ALLOWED_METHODS =
      List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> ACCEPTED_TYPES =
      Set.of("*/*", "text/*", MediaType.SERVER_SENT_EVENTS);
  private static final String RETRY_AFTER_SECONDS = "60";

  @Inject private transient EventStreamRegistry streams;
  @Inject private transient LoginMethods loginMethods;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Problem> problem = findProblem(request);
    if (problem.isPresent()) {
      writeProblem(problem.get(), request, response);
    } else if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      response.setHeader(HttpHeaders.ALLOW, String.join(", ", ALLOWED_METHODS));
    } else {
      response.setContentType(MediaType.SERVER_SENT_EVENTS);
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.setHeader("X-Accel-Buffering", "no"); // else nginx buffers the stream
      if (request.getMethod().equals(HttpMethod.GET)
          && !streams.open(
              request, parseVersion(request.getHeader(HttpHeaders.LAST_EVENT_ID_HEADER)))) {
        writeProblem(Problem.of(503, "There are too many open event streams."), request, response);
      }
    }
  }

  private Optional<Problem> findProblem(HttpServletRequest request) {
    if (!ALLOWED_METHODS.contains(request.getMethod())) {
      return Optional.of(Problem.of(405));
    }
    if (!AccessRule.of(EventsServlet.class).permits(request::isUserInRole)) {
      return Optional.of(
          request.getUserPrincipal() == null
              ? Problem.unauthenticated(request, loginMethods)
              : Problem.of(403));
    }
    return accepts(request) ? Optional.empty() : Optional.of(Problem.of(406));
  }

  private static boolean accepts(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    return headers.isEmpty()
        || request.getMethod().equals(HttpMethod.OPTIONS)
        || headers.stream()
            .flatMap(header -> Stream.of(header.split(",")))
            .map(range -> range.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
            .anyMatch(ACCEPTED_TYPES::contains);
  }

  /** The id of the last event that a client has seen; empty if not valid. */
  private static OptionalLong parseVersion(String id) {
    return id != null && id.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(id))
        : OptionalLong.empty();
  }

  private void writeProblem(
      Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE.toString());
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControlFilter.PRIVATE_NO_CACHE);
    switch (problem.status()) {
      case 401 ->
          loginMethods
              .challenges(request)
              .forEach(challenge -> response.addHeader(HttpHeaders.WWW_AUTHENTICATE, challenge));
      case 405 -> response.setHeader(HttpHeaders.ALLOW, String.join(", ", ALLOWED_METHODS));
      case 503 -> response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      default -> {}
    }
    response.getOutputStream().write(problem.json());
  }
}
