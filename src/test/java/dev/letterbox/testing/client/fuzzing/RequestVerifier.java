package dev.letterbox.testing.client.fuzzing;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.contract.OpenApiContract;
import dev.letterbox.testing.client.contract.RecordedExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends generated requests on a persistent connection, and collects unexpected answers. */
final class RequestVerifier {

  /** A server may reject a longer URL or header before Letterbox reads it. */
  private static final int LONG_REQUEST_LENGTH = 8_000;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<String> failures = new ArrayList<>();
  private final OpenApiContract contract;
  private final ApiUser caller;
  private final URI apiBase;
  private int requestCount;

  RequestVerifier(OpenApiContract contract, ApiUser caller) {
    this.contract = contract;
    this.caller = caller;
    this.apiBase = caller.http().base().resolve("api/");
  }

  /**
   * A request to send.
   *
   * @param path below {@code api/}, encoded, with its query
   * @param body null for none
   */
  record VerifiedRequest(String method, String path, Map<String, String> headers, String body) {

    boolean isLong() {
      return path.length() > LONG_REQUEST_LENGTH
          || headers.values().stream().anyMatch(value -> value.length() > LONG_REQUEST_LENGTH);
    }
  }

  RecordedExchange send(VerifiedRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(apiBase + request.path()))
            .header("Authorization", "Bearer " + caller.token());
    request.headers().forEach(builder::header);
    if (request.body() == null) {
      builder.method(request.method(), HttpRequest.BodyPublishers.noBody());
    } else {
      builder
          .header("Content-Type", "application/json")
          .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
    }
    HttpResponse<String> response = execute(request, builder.build());
    requestCount++;
    return new RecordedExchange(
        request.method(),
        request.path().replaceAll("\\?.*", ""),
        response.statusCode(),
        response.headers().map(),
        response.body());
  }

  /** Repeats the request once, because a server may close a persistent connection at any time. */
  private HttpResponse<String> execute(VerifiedRequest request, HttpRequest httpRequest) {
    try {
      try {
        return client.send(httpRequest, HttpResponse.BodyHandlers.ofString());
      } catch (IOException e) {
        return client.send(httpRequest, HttpResponse.BodyHandlers.ofString());
      }
    } catch (IOException e) {
      throw new AssertionError(request.method() + " " + abbreviate(request.path()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends a valid value, which must be accepted. */
  void expectAccepted(VerifiedRequest request) {
    RecordedExchange exchange = sendAndCheck(request);
    if (exchange.status() == 400) {
      addFailure(request, exchange, "is valid, but was rejected");
    }
  }

  /** Sends an invalid value, which must be rejected by name. */
  void expectRejected(VerifiedRequest request, String name) {
    checkRejection(request, sendAndCheck(request), name);
  }

  /** Sends an undecodable value, which must be rejected by name or by the server itself. */
  void expectRejectedByNameOrServer(VerifiedRequest request, String name) {
    RecordedExchange exchange = send(request);
    if (!isRejectedByServer(exchange)) {
      check(request, exchange);
      checkRejection(request, exchange, name);
    }
  }

  private void checkRejection(VerifiedRequest request, RecordedExchange exchange, String name) {
    if (exchange.status() != 400) {
      addFailure(request, exchange, "is invalid, but was accepted");
    } else if (!exchange.body().contains("\"errors\":") || !namesField(exchange, name)) {
      addFailure(request, exchange, "is invalid, and was rejected without naming " + name);
    }
  }

  private static boolean namesField(RecordedExchange exchange, String name) {
    return OpenApiContract.parseJson(exchange.body()).path("errors").propertyNames().stream()
        .anyMatch(field -> field.equals(name) || field.startsWith(name + "."));
  }

  /** Sends a request whose answer must be documented and no fault. */
  RecordedExchange expectDocumented(VerifiedRequest request) {
    return sendAndCheck(request);
  }

  /** Sends a request that the server itself may reject; any other answer must be documented. */
  void expectDocumentedOrRejectedByServer(VerifiedRequest request) {
    RecordedExchange exchange = send(request);
    if (!isRejectedByServer(exchange)) {
      check(request, exchange);
    }
  }

  /**
   * Whether the server rejected the request: with an empty body, or the error page without names.
   */
  private static boolean isRejectedByServer(RecordedExchange exchange) {
    return List.of(400, 413, 414, 431).contains(exchange.status())
        && !exchange.body().contains("\"errors\":");
  }

  private RecordedExchange sendAndCheck(VerifiedRequest request) {
    RecordedExchange exchange = send(request);
    check(request, exchange);
    return exchange;
  }

  private void check(VerifiedRequest request, RecordedExchange exchange) {
    if (exchange.status() >= 500) {
      addFailure(request, exchange, "is an internal error");
    }
    contract.violations(exchange).forEach(violation -> addFailure(request, exchange, violation));
  }

  private void addFailure(VerifiedRequest request, RecordedExchange exchange, String reason) {
    failures.add(
        "%s %s %s %s → %d: %s %s"
            .formatted(
                request.method(),
                abbreviate(request.path()),
                abbreviate(request.headers().toString()),
                abbreviate(String.valueOf(request.body())),
                exchange.status(),
                reason,
                abbreviate(exchange.body())));
  }

  private static String abbreviate(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  /** Asserts that all answers were as expected, and that requests were generated. */
  void assertNoFailures(int minRequests) {
    if (!failures.isEmpty()) {
      List<String> first = failures.subList(0, Math.min(40, failures.size()));
      throw new AssertionError(
          failures.size() + " of " + requestCount + ":\n" + String.join("\n", first));
    }
    if (requestCount < minRequests) {
      throw new AssertionError("Only " + requestCount + " requests were generated");
    }
  }
}
