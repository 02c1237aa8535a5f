package dev.letterbox.testing.client.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.letterbox.testing.client.HttpTestSupport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer that differs from the OpenAPI document fails a test. */
class ContractFilterTest {

  private static final String COUNT = "{\"unread_count\":1}";
  private static final String NOT_FOUND =
      "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"Not found.\"}";

  private final Map<String, String> headers = new TreeMap<>();
  private HttpServer server;
  private URI base;
  private int status = 200;
  private String body = COUNT;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::respond);
    server.start();
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/letterbox/");
    headers.put("Content-Type", "application/json;charset=UTF-8");
    headers.put("Cache-Control", "private, no-cache");
    headers.put("ETag", "\"1\"");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void respond(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void send(String method, String path) {
    HttpTestSupport client = () -> base;
    client.anonymous().request(method, path);
  }

  private void respondWithProblem(int code, String json) {
    status = code;
    body = json;
    headers.remove("ETag");
    headers.put("Content-Type", "application/problem+json");
  }

  private void assertRejected(String expectedText) {
    assertRejected("GET", "api/unread-count", expectedText);
  }

  private void assertRejected(String method, String path, String expectedText) {
    AssertionError error = assertThrows(AssertionError.class, () -> send(method, path));
    assertTrue(error.getMessage().contains(expectedText), error.getMessage());
  }

  @Test
  void documented_response_passes() {
    send("GET", "api/unread-count");
    send("GET", "api/unread-count/?x=y");
    send("GET", "somewhere/else");
  }

  @Test
  void undocumented_status_fails() {
    respondWithProblem(404, NOT_FOUND);
    assertRejected("Status 404 is not documented");
  }

  @Test
  void member_of_the_wrong_type_fails() {
    body = "{\"unread_count\":\"1\"}";
    assertRejected("/unread_count: string found, integer expected");
  }

  @Test
  void undocumented_member_fails() {
    body = "{\"unread_count\":1,\"colour\":\"red\"}";
    assertRejected("'colour'");
  }

  @Test
  void missing_member_fails() {
    body = "{}";
    assertRejected("'unread_count'");
  }

  @Test
  void body_that_is_not_json_fails() {
    body = "<html>";
    assertRejected("The body is not JSON");
  }

  @Test
  void wrong_content_type_fails() {
    headers.put("Content-Type", "text/html");
    assertRejected("The content type 'text/html' is not documented");
  }

  @Test
  void missing_header_fails() {
    headers.remove("Cache-Control");
    assertRejected("The header Cache-Control is missing");
  }

  @Test
  void undocumented_header_fails() {
    headers.put("Location", "http://localhost/");
    assertRejected("The header Location is not documented");
  }

  @Test
  void header_of_the_wrong_type_fails() {
    respondWithProblem(503, NOT_FOUND.replace("404", "503"));
    headers.put("Retry-After", "soon");
    assertRejected("The header Retry-After");
  }

  @Test
  void problem_of_another_status_fails() {
    respondWithProblem(404, NOT_FOUND.replace("404", "403"));
    assertRejected("GET", "api/messages/1", "The status of the problem");
  }

  @Test
  void time_in_another_format_fails() {
    body =
        "{\"results\":[{\"id\":1,\"recipient\":\"bob\",\"thread\":1,"
            + "\"created\":\"2026-01-12T12:00:00.1234567+01:00\",\"moderation_status\":\"accepted\"}]}";
    status = 201;
    headers.remove("ETag");
    headers.put("Location", "http://localhost/letterbox/api/messages/1");
    assertRejected("POST", "api/messages", "/results/0/created");
  }

  @Test
  void unknown_path_and_method_must_be_rejected() {
    assertRejected("GET", "api/nothing", "No operation has this path and method: 404 expected");
    assertRejected("PUT", "api/messages/1", "No operation has this path and method: 405 expected");
    respondWithProblem(404, NOT_FOUND);
    send("GET", "api/nothing");
    respondWithProblem(405, NOT_FOUND.replace("404", "405"));
    assertRejected("PUT", "api/messages/1", "The header Allow is missing");
    headers.put("Allow", "GET,DELETE");
    send("PUT", "api/messages/1");
  }

  @Test
  void options_response_requires_the_allow_header() {
    body = "";
    headers.remove("ETag");
    assertRejected("OPTIONS", "api/messages", "OPTIONS without Allow");
    headers.put("Allow", "GET,POST");
    send("OPTIONS", "api/messages");
  }

  @Test
  void header_of_an_empty_response_is_checked() {
    status = 204;
    body = "";
    headers.remove("ETag");
    send("DELETE", "api/messages/1");
    headers.put("ETag", "\"1\"");
    assertRejected("DELETE", "api/messages/1", "The header ETag is not documented");
  }

  @Test
  void path_of_another_application_is_not_checked() {
    HttpTestSupport client =
        new HttpTestSupport() {
          @Override
          public URI base() {
            return base;
          }

          @Override
          public boolean isLetterboxPath(String path) {
            return !path.startsWith("orders/");
          }
        };
    client.anonymous().get("api/orders/17");
    assertThrows(AssertionError.class, () -> client.anonymous().get("api/nothing"));
  }
}
