package dev.letterbox.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.benchmark.PostgresqlProxy.Counts;
import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import dev.letterbox.testing.client.server.TestPostgresql;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Round trips to PostgreSQL and parsed statements of requests: until the response, and until the
 * notifications that follow have left.
 */
@Tag("benchmark")
class RoundTripBenchmark {

  private static final Logger LOG = Logger.getLogger(RoundTripBenchmark.class.getName());

  private static final int REPETITIONS = 7;

  /** Number of requests after which the driver has prepared its statements on each connection. */
  private static final int WARM_UP_REQUESTS = 30;

  private static final long NOTIFICATION_MILLIS = 300;
  private static final long IDLE_SECONDS = 5;

  private final StringBuilder table = new StringBuilder("Round trips and parses, medians:\n");

  @Test
  void round_trips_of_requests_and_of_an_idle_server() throws Exception {
    try (ScriptedSmtpServer smtp = new ScriptedSmtpServer(command -> null);
        PostgresqlProxy proxy = new PostgresqlProxy(TestPostgresql.port());
        BenchmarkServer server = BenchmarkServer.start("counted", smtp, proxy.port())) {
      ApiUser bob = server.createUser("bob");
      bob.setEmail("bob@example.org");
      String message =
          "{\"recipients\":[\"%s\"],\"subject\":\"Lunch?\",\"message\":\"At noon.\"%s}";
      String quiet = message.formatted(bob.name(), ",\"skip_notification\":true");
      count(proxy, server.base(), bob, "POST", "messages", message.formatted(bob.name(), ""));
      count(proxy, server.base(), bob, "POST", "messages", quiet);
      count(proxy, server.base(), bob, "GET", "unread-count", "");
      count(proxy, server.base(), bob, "GET", "messages/peek", "");
      count(proxy, server.base(), bob, "GET", "messages?mark_read=false", "");
      String conversation =
          send(server.base(), bob, "POST", "messages", quiet).headers().get("location");
      String id = conversation.substring(conversation.lastIndexOf('/') + 1);
      count(proxy, server.base(), bob, "GET", "messages/" + id, "");
      count(proxy, server.base(), bob, "GET", "conversations/" + id + "?mark_read=false", "");
      count(proxy, server.base(), bob, "POST", "messages/" + id + "/replies", "{}");
      count(proxy, server.base(), bob, "POST", "messages/" + id + "/read", "");
      TimeUnit.SECONDS.sleep(IDLE_SECONDS);
      proxy.reset();
      TimeUnit.SECONDS.sleep(IDLE_SECONDS);
      Counts idle = proxy.reset();
      append("idle, a second", idle.roundTrips() / (double) IDLE_SECONDS, 0, 0);
      assertTrue(idle.roundTrips() > 0, "the proxy sees the polls");
      LOG.info(table::toString);
    }
  }

  private void count(
      PostgresqlProxy proxy, URI base, ApiUser user, String method, String path, String body)
      throws Exception {
    for (int i = 0; i < WARM_UP_REQUESTS; i++) {
      send(base, user, method, path, body);
    }
    List<Long> untilResponse = new ArrayList<>();
    List<Counts> total = new ArrayList<>();
    for (int i = 0; i < REPETITIONS; i++) {
      TimeUnit.MILLISECONDS.sleep(NOTIFICATION_MILLIS);
      proxy.reset();
      send(base, user, method, path, body);
      Counts response = proxy.reset();
      TimeUnit.MILLISECONDS.sleep(NOTIFICATION_MILLIS);
      Counts afterwards = proxy.reset();
      untilResponse.add(response.roundTrips());
      total.add(
          new Counts(
              response.roundTrips() + afterwards.roundTrips(),
              response.parses() + afterwards.parses()));
    }
    untilResponse.sort(null);
    total.sort(Comparator.comparing(Counts::roundTrips));
    Counts median = total.get(REPETITIONS / 2);
    String name = method + " " + path + (body.contains("skip") ? ", not notified" : "");
    append(name, untilResponse.get(REPETITIONS / 2), median.roundTrips(), median.parses());
  }

  private void append(String name, double untilResponse, long total, long parses) {
    table.append(
        String.format(
            Locale.ROOT,
            "%-46s %5.1f until the response, %d in all, %d parses%n",
            name,
            untilResponse,
            total,
            parses));
  }

  private static RequestLoad.Response send(
      URI base, ApiUser user, String method, String path, String body) throws IOException {
    try (RequestLoad connection = new RequestLoad(base)) {
      String headers = "Authorization: Bearer " + user.token() + "\r\n";
      if (method.equals("POST") && body.isEmpty()) {
        headers += "Content-Length: 0\r\n";
      }
      RequestLoad.Response response =
          connection.send(RequestLoad.request(base, method, "api/" + path, headers, body));
      assertTrue(response.status() < 300, response.body());
      return response;
    }
  }
}
