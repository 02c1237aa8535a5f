package dev.letterbox.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.Http;
import dev.letterbox.testing.client.Person;
import dev.letterbox.testing.client.Postgresql;
import dev.letterbox.testing.client.ShippedOnPayara;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** The same requests to a mailbox of 1,000 deliveries and to one of 1,000,000, on PostgreSQL. */
@ArquillianTest
class MailboxBenchmark extends ShippedOnPayara {

  private static final Logger LOG = Logger.getLogger(MailboxBenchmark.class.getName());

  private static final int SMALL = 1_000;
  private static final int LARGE = 1_000_000;
  private static final int WARM_UP = 200;
  private static final int ROUNDS = 600;

  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

  @Test
  void requests_do_not_grow_with_the_mailbox() throws Exception {
    Person small = person("small");
    Person large = person("large");
    fill(small, large);
    Map<String, String> ratios = new LinkedHashMap<>();
    ratios.put("unread-count", ratio(small, large, "api/unread-count", "api/unread-count"));
    ratios.put("peek", ratio(small, large, "api/messages/peek", "api/messages/peek"));
    ratios.put("first page", ratio(small, large, "api/messages", "api/messages"));
    ratios.put(
        "first page by cursor",
        ratio(small, large, "api/messages?cursor=", "api/messages?cursor="));
    ratios.put("next page by cursor", ratio(small, large, next(small, 5), next(large, 5)));
    ratios.forEach(
        (request, ratio) ->
            LOG.info(() -> "1,000 : 1,000,000 deliveries, " + request + " = 1 : " + ratio));
  }

  /** All messages go to the large mailbox, the newest to the small one as well. */
  private static void fill(Person small, Person large) throws SQLException {
    try (Connection connection = Postgresql.connect()) {
      execute(
          connection,
          """
          insert into lb_message (id, thread_id, kind, body, level, view_name, sent_at,
            moderation_status, sender_archived, version)
          select id, id, 'NOTICE', 'Message ' || id, 20, '', now() at time zone 'UTC', 'ACCEPTED',
            false, 0
          from (select nextval('lb_message_id') as id from generate_series(1, ?)) ids
          """,
          LARGE);
      deliver(connection, large, LARGE);
      deliver(connection, small, SMALL);
      execute(connection, "vacuum analyze");
    }
  }

  private static void deliver(Connection connection, Person reader, int number)
      throws SQLException {
    execute(
        connection,
        "insert into lb_delivery (recipient, message_id, level)"
            + " select ?, id, level from lb_message where kind = 'NOTICE' order by id desc limit ?",
        reader.name(),
        number);
    execute(
        connection,
        "insert into lb_mailbox (owner, unread, total, version) values (?, ?, ?, 1)",
        reader.name(),
        number,
        number);
  }

  private static void execute(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  /** The link to the page that follows so many pages. */
  private String next(Person reader, int pages) throws Exception {
    String path = "api/messages?cursor=";
    for (int i = 0; i < pages; i++) {
      Matcher link = NEXT.matcher(ask(reader, path));
      assertTrue(link.find(), path);
      path = base().relativize(URI.create(link.group(1))).toString();
    }
    return path;
  }

  private String ask(Person reader, String path) throws Exception {
    HttpResponse<String> answer = Http.at(base()).withToken(reader.token()).get(path);
    assertEquals(200, answer.statusCode(), path);
    return answer.body();
  }

  /** Both in turn, so that whatever else the machine does concerns both; by the median. */
  private String ratio(Person small, Person large, String ofSmall, String ofLarge)
      throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      ask(small, ofSmall);
      ask(large, ofLarge);
    }
    long[] smallTimes = new long[ROUNDS];
    long[] largeTimes = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      smallTimes[i] = time(small, ofSmall);
      largeTimes[i] = time(large, ofLarge);
    }
    return String.format("%.2f", median(largeTimes) / median(smallTimes));
  }

  private long time(Person reader, String path) throws Exception {
    long start = System.nanoTime();
    ask(reader, path);
    return System.nanoTime() - start;
  }

  private static double median(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
