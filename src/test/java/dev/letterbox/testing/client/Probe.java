package dev.letterbox.testing.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends what nobody in his right mind sends, on one connection that is kept, and collects whatever
 * the answers have that they should not have.
 */
final class Probe {

  /** From here on a server may refuse a URL or a header by itself. */
  private static final int LONG = 8_000;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<String> failures = new ArrayList<>();
  private final Contract contract;
  private final Person caller;
  private final URI api;
  private int sent;

  Probe(Contract contract, Person caller) {
    this.contract = contract;
    this.caller = caller;
    this.api = caller.http().base().resolve("api/");
  }

  /**
   * A request as it goes out.
   *
   * @param path below {@code api/}, encoded, with its query
   * @param body null for none
   */
  record Request(String method, String path, Map<String, String> headers, String body) {

    boolean isLong() {
      return path.length() > LONG
          || headers.values().stream().anyMatch(value -> value.length() > LONG);
    }
  }

  Exchange send(Request request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(api + request.path()))
            .header("Authorization", "Bearer " + caller.token());
    request.headers().forEach(builder::header);
    if (request.body() == null) {
      builder.method(request.method(), HttpRequest.BodyPublishers.noBody());
    } else {
      builder
          .header("Content-Type", "application/json")
          .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
    }
    HttpResponse<String> response = answer(request, builder.build());
    sent++;
    return new Exchange(
        request.method(),
        request.path().replaceAll("\\?.*", ""),
        response.statusCode(),
        response.headers().map(),
        response.body());
  }

  /** A server may close a connection just when it is used again; then another one is made. */
  private HttpResponse<String> answer(Request request, HttpRequest built) {
    try {
      try {
        return client.send(built, HttpResponse.BodyHandlers.ofString());
      } catch (IOException e) {
        return client.send(built, HttpResponse.BodyHandlers.ofString());
      }
    } catch (IOException e) {
      throw new AssertionError(request.method() + " " + shortened(request.path()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends a value that means something: it must not be called bad. */
  void accepted(Request request) {
    Exchange exchange = checked(request);
    if (exchange.status() == 400) {
      fail(request, exchange, "is valid, and was refused");
    }
  }

  /** Sends a value that means nothing: it must be refused by name. */
  void refused(Request request, String name) {
    checkRefusal(request, checked(request), name);
  }

  /** Sends what is no text: it must be refused by name, unless the server refuses it by itself. */
  void refusedByNameOrByTheServer(Request request, String name) {
    Exchange exchange = send(request);
    if (!isByTheServer(exchange)) {
      check(request, exchange);
      checkRefusal(request, exchange, name);
    }
  }

  private void checkRefusal(Request request, Exchange exchange, String name) {
    if (exchange.status() != 400) {
      fail(request, exchange, "is not valid, and was not refused");
    } else if (!exchange.body().contains("\"errors\":") || !names(exchange, name)) {
      fail(request, exchange, "is not valid, and was refused without naming " + name);
    }
  }

  private static boolean names(Exchange exchange, String name) {
    return Contract.parseJson(exchange.body()).path("errors").propertyNames().stream()
        .anyMatch(field -> field.equals(name) || field.startsWith(name + "."));
  }

  /** Sends something: whatever the answer is, it must be a documented one and none of a fault. */
  Exchange answered(Request request) {
    return checked(request);
  }

  /**
   * Sends something that a server may refuse by itself before Letterbox is asked; or else it is
   * answered as everything is.
   */
  void answeredOrRefusedByTheServer(Request request) {
    Exchange exchange = send(request);
    if (!isByTheServer(exchange)) {
      check(request, exchange);
    }
  }

  /** With an empty body, or with our error page, which names nothing. */
  private static boolean isByTheServer(Exchange exchange) {
    return List.of(400, 413, 414, 431).contains(exchange.status())
        && !exchange.body().contains("\"errors\":");
  }

  private Exchange checked(Request request) {
    Exchange exchange = send(request);
    check(request, exchange);
    return exchange;
  }

  private void check(Request request, Exchange exchange) {
    if (exchange.status() >= 500) {
      fail(request, exchange, "is a fault of the server");
    }
    contract.violations(exchange).forEach(violation -> fail(request, exchange, violation));
  }

  private void fail(Request request, Exchange exchange, String because) {
    failures.add(
        "%s %s %s %s → %d: %s %s"
            .formatted(
                request.method(),
                shortened(request.path()),
                shortened(request.headers().toString()),
                shortened(String.valueOf(request.body())),
                exchange.status(),
                because,
                shortened(exchange.body())));
  }

  private static String shortened(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  /** Ends it. */
  void finish(int atLeast) {
    if (!failures.isEmpty()) {
      List<String> first = failures.subList(0, Math.min(40, failures.size()));
      throw new AssertionError(failures.size() + " of " + sent + ":\n" + String.join("\n", first));
    }
    if (sent < atLeast) {
      throw new AssertionError("Only " + sent + " requests were generated");
    }
  }
}
