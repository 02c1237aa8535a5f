package dev.letterbox.testing.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer that is not as documented fails a test. */
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
    server.createContext("/", this::answer);
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

  private void answer(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void ask(String method, String path) {
    OverHttp here = () -> base;
    here.asNobody().request(method, path);
  }

  private void problem(int code, String json) {
    status = code;
    body = json;
    headers.remove("ETag");
    headers.put("Content-Type", "application/problem+json");
  }

  private void refused(String because) {
    refused("GET", "api/unread-count", because);
  }

  private void refused(String method, String path, String because) {
    AssertionError error = assertThrows(AssertionError.class, () -> ask(method, path));
    assertTrue(error.getMessage().contains(because), error.getMessage());
  }

  @Test
  void answer_as_documented_passes() {
    ask("GET", "api/unread-count");
    ask("GET", "api/unread-count/?x=y");
    ask("GET", "somewhere/else");
  }

  @Test
  void status_that_is_not_documented_fails() {
    problem(404, NOT_FOUND);
    refused("Status 404 is not documented");
  }

  @Test
  void member_of_the_wrong_type_fails() {
    body = "{\"unread_count\":\"1\"}";
    refused("/unread_count: string found, integer expected");
  }

  @Test
  void member_that_is_not_documented_fails() {
    body = "{\"unread_count\":1,\"colour\":\"red\"}";
    refused("'colour'");
  }

  @Test
  void member_that_is_missing_fails() {
    body = "{}";
    refused("'unread_count'");
  }

  @Test
  void body_that_is_not_json_fails() {
    body = "<html>";
    refused("The body is not JSON");
  }

  @Test
  void wrong_content_type_fails() {
    headers.put("Content-Type", "text/html");
    refused("The content type 'text/html' is not documented");
  }

  @Test
  void missing_header_fails() {
    headers.remove("Cache-Control");
    refused("The header Cache-Control is missing");
  }

  @Test
  void header_that_is_not_documented_fails() {
    headers.put("Location", "http://localhost/");
    refused("The header Location is not documented");
  }

  @Test
  void header_of_the_wrong_type_fails() {
    problem(503, NOT_FOUND.replace("404", "503"));
    headers.put("Retry-After", "soon");
    refused("The header Retry-After");
  }

  @Test
  void problem_of_another_status_fails() {
    problem(404, NOT_FOUND.replace("404", "403"));
    refused("GET", "api/messages/1", "The status of the problem");
  }

  @Test
  void time_in_another_form_fails() {
    body =
        "{\"results\":[{\"id\":1,\"recipient\":\"bob\",\"thread\":1,"
            + "\"created\":\"2026-01-12T12:00:00.1234567+01:00\",\"moderation_status\":\"accepted\"}]}";
    status = 201;
    headers.remove("ETag");
    headers.put("Location", "http://localhost/letterbox/api/messages/1");
    refused("POST", "api/messages", "/results/0/created");
  }

  @Test
  void path_and_method_that_are_not_there_must_be_refused() {
    refused("GET", "api/nothing", "No operation has this path and method: 404 expected");
    refused("PUT", "api/messages/1", "No operation has this path and method: 405 expected");
    problem(404, NOT_FOUND);
    ask("GET", "api/nothing");
    problem(405, NOT_FOUND.replace("404", "405"));
    refused("PUT", "api/messages/1", "The header Allow is missing");
    headers.put("Allow", "GET,DELETE");
    ask("PUT", "api/messages/1");
  }

  @Test
  void options_tell_what_is_allowed() {
    body = "";
    headers.remove("ETag");
    refused("OPTIONS", "api/messages", "OPTIONS without Allow");
    headers.put("Allow", "GET,POST");
    ask("OPTIONS", "api/messages");
  }

  @Test
  void body_where_there_must_be_none_fails() {
    status = 204;
    body = "";
    headers.remove("ETag");
    ask("DELETE", "api/messages/1");
    headers.put("ETag", "\"1\"");
    refused("DELETE", "api/messages/1", "The header ETag is not documented");
  }

  @Test
  void path_of_another_application_is_none_of_ours() {
    OverHttp withAnother =
        new OverHttp() {
          @Override
          public URI base() {
            return base;
          }

          @Override
          public boolean isOurs(String path) {
            return !path.startsWith("orders/");
          }
        };
    withAnother.asNobody().get("api/orders/17");
    assertThrows(AssertionError.class, () -> withAnother.asNobody().get("api/nothing"));
  }
}
