package dev.letterbox.benchmark;

import static dev.letterbox.benchmark.BenchmarkCase.inServer;
import static dev.letterbox.benchmark.BenchmarkCase.requests;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.benchmark.BenchmarkCase.Load;
import dev.letterbox.testing.client.ApiUser;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cases of a run, in their order. */
final class BenchmarkCases {

  private static final Pattern NEXT_LINK = Pattern.compile("\"next\":\"[^\"]*/(api/[^\"]+)\"");

  static final int CONNECTIONS = 16;
  static final int USERS_PER_CONNECTION = 60;

  private final URI base;
  private final List<BenchmarkCase> cases = new ArrayList<>();

  /**
   * @param base address of Letterbox
   */
  BenchmarkCases(URI base) {
    this.base = base;
  }

  List<BenchmarkCase> all() {
    return List.copyOf(cases);
  }

  /** The path of the page that follows. */
  String nextPage(ApiUser user, String path) throws IOException {
    Matcher link = NEXT_LINK.matcher(send(user, path).body());
    assertTrue(link.find(), path);
    return link.group(1);
  }

  static String constant(int bytes) {
    return "api/benchmark/constant?bytes=" + bytes;
  }

  static String loginOf(ApiUser user) {
    return "Authorization: Bearer " + user.token() + "\r\n";
  }

  void addGet(String name, String floor, double aim, ApiUser user, String path) {
    addRequests(name, floor, aim, base, path, loginOf(user));
  }

  void addRequests(String name, String floor, double aim, URI base, String path, String headers) {
    byte[] request = RequestLoad.request(base, "GET", path, headers, "");
    add(name, floor, aim, CONNECTIONS, requests(base, 200, any -> request));
  }

  void add(String name, String floor, double aim, int connections, Load load) {
    cases.add(new BenchmarkCase(name, floor, aim, connections, load));
  }

  void addAgainstConstant(String name, double aim, ApiUser user, String path) {
    addGet(name, "constant behind the log-in", aim, user, path);
  }

  /** A page, and a constant of its size behind the same log-in. */
  void addPage(String name, double aim, ApiUser user, String path) throws IOException {
    int bytes = send(user, path).body().length();
    String floor = "constant of the size of " + name;
    addGet(floor, null, 0, user, constant(bytes));
    addGet(name, floor, aim, user, path);
  }

  void addNotModified(String name, ApiUser user, String path) throws IOException {
    String condition = "If-None-Match: " + send(user, path).headers().get("etag") + "\r\n";
    byte[] request = RequestLoad.request(base, "GET", path, loginOf(user) + condition, "");
    add(name, "constant behind the log-in", 0.8, CONNECTIONS, requests(base, 304, any -> request));
  }

  private RequestLoad.Response send(ApiUser user, String path) throws IOException {
    try (RequestLoad connection = new RequestLoad(base)) {
      RequestLoad.Response response =
          connection.send(RequestLoad.request(base, "GET", path, loginOf(user), ""));
      assertEquals(200, response.status(), response.body());
      return response;
    }
  }

  void addPost(String name, String floor, double aim, ApiUser writer, String more) {
    add(
        name,
        floor,
        aim,
        CONNECTIONS,
        requests(
            base,
            201,
            number ->
                RequestLoad.request(
                    base,
                    "POST",
                    "api/messages",
                    loginOf(writer),
                    "{\"recipients\":[\"bench-%d\"],\"subject\":\"Lunch?\",\"message\":\"At noon.\"%s}"
                        .formatted(number * USERS_PER_CONNECTION, more))));
  }

  void addInServer(String name, String floor, double aim, String mode) {
    add(
        name,
        floor,
        aim,
        CONNECTIONS,
        inServer(
            base,
            mode,
            number ->
                "&users=" + USERS_PER_CONNECTION + "&first=" + number * USERS_PER_CONNECTION));
  }

  void addBroadcast(String name, String floor, double aim, String mode, int users) {
    add(name, floor, aim, 1, inServer(base, mode, any -> "&first=0&users=" + users));
  }
}
