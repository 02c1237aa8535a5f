package dev.letterbox.rest.http.idempotency;

import static java.util.stream.Collectors.joining;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.LetterboxException;
import dev.letterbox.api.account.Roles;
import dev.letterbox.api.request.IdempotencyService;
import dev.letterbox.api.request.IdempotentRequest;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.rest.http.problem.RequestRefusedException;
import jakarta.annotation.Priority;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs a request with an {@code Idempotency-Key} once, and repeats its stored response. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class IdempotencyInterceptor {

  private static final String HEADER = "Idempotency-Key";

  /** How long a request waits for another one with the same key. */
  private static final Duration IN_FLIGHT_TIMEOUT = Duration.ofSeconds(10);

  @EJB private IdempotencyService idempotency;
  @Inject private InFlightKeys inFlightKeys;
  @Inject private KeyRateLimiter limits;
  @Inject private HttpServletRequest request;

  /** Carries the exception of a resource method through the service. */
  @ApplicationException(rollback = true)
  private static final class MethodFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Exception failure;

    MethodFailedException(Exception failure) {
      super(failure);
      this.failure = failure;
    }
  }

  @AroundInvoke
  Object runOnce(InvocationContext call) throws Exception {
    List<String> keys = Collections.list(request.getHeaders(HEADER));
    if (keys.isEmpty()) {
      return call.proceed();
    }
    if (keys.size() > 1) {
      throw new InvalidInputException(Map.of(HEADER, List.of("Give it once.")));
    }
    String caller = request.getUserPrincipal().getName();
    if (!request.isUserInRole(Roles.BROADCASTER)) {
      RequestRefusedException.throwIfWaiting(limits.tryAcquire(caller));
    }
    IdempotentRequest idempotentRequest =
        IdempotentRequest.of(caller, unquote(keys.get(0)), route() + bodyOf(call))
            .secretResult(hasSecretResponse(call));
    String inFlightKey = idempotentRequest.key() + ' ' + caller; // keys contain no blanks
    if (!inFlightKeys.tryAcquire(inFlightKey, IN_FLIGHT_TIMEOUT)) {
      throw new RequestRefusedException(
          Response.Status.CONFLICT, "A request with this Idempotency-Key is still in progress.");
    }
    try {
      Response answer =
          StoredResponse.parse(idempotency.runOnce(idempotentRequest, () -> responseOf(call)));
      return call.getMethod().getReturnType() == void.class ? null : answer;
    } catch (MethodFailedException e) {
      throw e.failure;
    } finally {
      inFlightKeys.release(inFlightKey);
    }
  }

  /** The draft of the IETF requires quotes; most clients send none. */
  private static String unquote(String key) {
    boolean quoted = key.length() > 1 && key.startsWith("\"") && key.endsWith("\"");
    return quoted ? key.substring(1, key.length() - 1) : key;
  }

  /** Ignores a trailing slash. */
  private String route() {
    String uri = request.getRequestURI();
    String path = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    return request.getMethod() + " " + path + query + "\n";
  }

  /** A binding of the whole class is not on the method. */
  private static boolean hasSecretResponse(InvocationContext call) {
    Idempotent binding = call.getMethod().getAnnotation(Idempotent.class);
    return binding != null && binding.secretResponse();
  }

  private static String bodyOf(InvocationContext call) {
    return Stream.of(call.getParameters())
        .filter(JsonBody.class::isInstance)
        .map(body -> ((JsonBody) body).json())
        .collect(joining());
  }

  /** The container would wrap other exceptions than those of services. */
  private static String responseOf(InvocationContext call) {
    try {
      return StoredResponse.of(call.proceed()).serialize();
    } catch (LetterboxException e) {
      throw e;
    } catch (Exception e) {
      throw new MethodFailedException(e);
    }
  }
}
