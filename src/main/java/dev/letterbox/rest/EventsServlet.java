package dev.letterbox.rest;

import dev.letterbox.api.Roles;
import dev.letterbox.shared.LogInWays;
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
 * The route {@code GET api/events}: hints of changes to the mailbox of the caller, as server-sent
 * events. A servlet, because JAX-RS does not say whether an event sink waits for a client that does
 * not read, and with it for all others; what is written here waits for nobody, see {@link
 * HintStream}. It is as open, and refuses in the same way, as the routes beside it.
 */
@WebServlet(
    urlPatterns = {"/api/events", "/api/events/"},
    asyncSupported = true)
@RolesAllowed(Roles.USER)
public class EventsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final List<String> METHODS =
      List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> ACCEPTED = Set.of("*/*", "text/*", MediaType.SERVER_SENT_EVENTS);
  private static final String RETRY_SECONDS = "60";

  @Inject private transient HintStreams streams;
  @Inject private transient LogInWays ways;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Problem> refusal = refusal(request);
    if (refusal.isPresent()) {
      answer(refusal.get(), request, response);
    } else if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
    } else {
      response.setContentType(MediaType.SERVER_SENT_EVENTS);
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.setHeader("X-Accel-Buffering", "no"); // nginx would wait for more
      if (request.getMethod().equals(HttpMethod.GET)
          && !streams.open(request, known(request.getHeader(HttpHeaders.LAST_EVENT_ID_HEADER)))) {
        answer(Problem.of(503, "There are too many streams already."), request, response);
      }
    }
  }

  private Optional<Problem> refusal(HttpServletRequest request) {
    if (!METHODS.contains(request.getMethod())) {
      return Optional.of(Problem.of(405));
    }
    if (!Access.of(EventsServlet.class).permits(request::isUserInRole)) {
      return Optional.of(
          request.getUserPrincipal() == null ? Problem.ofNobody(request, ways) : Problem.of(403));
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
            .anyMatch(ACCEPTED::contains);
  }

  /** The id of the last event that a client has seen; what we have not given is none. */
  private static OptionalLong known(String id) {
    return id != null && id.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(id))
        : OptionalLong.empty();
  }

  private void answer(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(problem.status());
    response.setContentType(Problem.TYPE.toString());
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheFilter.OF_ONE_USER);
    switch (problem.status()) {
      case 401 ->
          ways.challenges(request)
              .forEach(way -> response.addHeader(HttpHeaders.WWW_AUTHENTICATE, way));
      case 405 -> response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
      case 503 -> response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
      default -> {}
    }
    response.getOutputStream().write(problem.json());
  }
}
