package dev.letterbox.testing.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.testing.support.statement.StatementCountFilter;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP client for {@code @RunAsClient} tests, whose class the server loads, too, without
 * REST-assured.
 *
 * @param base address of the application, ends in {@code /}
 * @param headers headers of each request
 */
public record TestHttpClient(URI base, Map<String, String> headers) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /**
   * Address of Letterbox for a URL of the server, on the loopback interface, which is the only one
   * that the test servers listen on. (Payara Micro reports another one.)
   */
  public static URI base(URL url) {
    return URI.create("http://127.0.0.1:" + url.getPort() + "/letterbox/");
  }

  /** An anonymous client. */
  public static TestHttpClient at(URI base) {
    return new TestHttpClient(base, Map.of());
  }

  /** A client that logs in as a user of demo mode. */
  public TestHttpClient as(String name) {
    byte[] credentials = (name + ":demo").getBytes(UTF_8);
    return withHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  /** A client that logs in with a token. */
  public TestHttpClient withToken(String token) {
    return withHeader("Authorization", "Bearer " + token);
  }

  /** A client with one more header. */
  public TestHttpClient withHeader(String name, String value) {
    Map<String, String> extended = new HashMap<>(headers);
    extended.put(name, value);
    return new TestHttpClient(base, Map.copyOf(extended));
  }

  /** Gets a path below the base. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Deletes a path below the base. */
  public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  /** Posts JSON to a path below the base. */
  public HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send("POST", path, json);
  }

  /** Sends a request without a body to a path below the base. */
  public HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return send(request(path).method(method, BodyPublishers.noBody()));
  }

  /** Sends JSON by a method to a path below the base. */
  public HttpResponse<String> send(String method, String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  /** Posts JSON with an idempotency key to a path below the base. */
  public HttpResponse<String> post(String path, String json, String key)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(json)));
  }

  /** The number of statements of the request. */
  public static int statementCount(HttpResponse<?> response) {
    return count(response, StatementCountFilter.HEADER_NAME);
  }

  /** Number of round trips to PostgreSQL that the server made to answer; 0 with Derby. */
  public static int roundTripCount(HttpResponse<?> response) {
    return count(response, StatementCountFilter.ROUND_TRIPS_HEADER);
  }

  /** Number of statements that PostgreSQL parsed for the request; 0 with Derby. */
  public static int parseCount(HttpResponse<?> response) {
    return count(response, StatementCountFilter.PARSES_HEADER);
  }

  private static int count(HttpResponse<?> response, String header) {
    return response
        .headers()
        .firstValue(header)
        .map(Integer::valueOf)
        .orElseThrow(() -> new AssertionError("Not counted: " + response + response.headers()));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
    headers.forEach(request::header);
    return request;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
