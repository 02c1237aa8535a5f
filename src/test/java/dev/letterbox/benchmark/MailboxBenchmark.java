package dev.letterbox.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import dev.letterbox.testing.support.TestHttpClient;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same requests to a mailbox of 1,000 deliveries and to one of 1,000,000, on PostgreSQL. */
@Tag("benchmark")
class MailboxBenchmark extends HttpTestBase {

  private static final Logger LOG = Logger.getLogger(MailboxBenchmark.class.getName());

  private static final int SMALL_MAILBOX_SIZE = 1_000;
  private static final int LARGE_MAILBOX_SIZE = 1_000_000;
  private static final String INBOX = "api/messages?folder=inbox";

  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

  private final Map<String, String> ratios = new LinkedHashMap<>();

  /** The readers of a small and of a large mailbox. */
  private record ReaderPair(ApiUser small, ApiUser large) {}

  private ReaderPair createPair(String prefix) {
    return new ReaderPair(createUser("small-" + prefix), createUser("large-" + prefix));
  }

  @Test
  void request_times_do_not_grow_with_the_mailbox() throws Exception {
    ReaderPair notices = createPair("notices");
    ReaderPair replies = createPair("replies");
    ReaderPair giant = createPair("giant");
    long[] smallThreads = new long[2];
    long[] largeThreads = new long[2];
    try (LargeMailboxes mailboxes = new LargeMailboxes()) {
      long first = mailboxes.insertNotices(notices.large(), LARGE_MAILBOX_SIZE);
      mailboxes.deliverNotices(
          notices.small(), first + LARGE_MAILBOX_SIZE - SMALL_MAILBOX_SIZE, SMALL_MAILBOX_SIZE);
      smallThreads[0] = mailboxes.insertConversations(replies.small(), SMALL_MAILBOX_SIZE, 10);
      largeThreads[0] = mailboxes.insertConversations(replies.large(), LARGE_MAILBOX_SIZE, 10);
      smallThreads[1] =
          mailboxes.insertConversations(giant.small(), SMALL_MAILBOX_SIZE, SMALL_MAILBOX_SIZE);
      largeThreads[1] =
          mailboxes.insertConversations(giant.large(), LARGE_MAILBOX_SIZE, LARGE_MAILBOX_SIZE);
    }
    measure(notices, "unread-count", "api/unread-count");
    measure(notices, "peek", "api/messages/peek");
    measure(notices, "first page", "api/messages");
    measure(notices, "first page by cursor", "api/messages?cursor=");
    measureNext(notices, "next page by cursor", "api/messages?cursor=");
    for (Map.Entry<String, ReaderPair> mailbox :
        Map.of("notices", notices, "replies", replies, "one giant conversation", giant)
            .entrySet()) {
      String mailboxLabel = ", mailbox of " + mailbox.getKey();
      measure(mailbox.getValue(), "inbox by conversation" + mailboxLabel, INBOX);
      measure(mailbox.getValue(), "the same by cursor" + mailboxLabel, INBOX + "&cursor=");
    }
    measureNext(notices, "its next page, mailbox of notices", INBOX + "&cursor=");
    measureNext(replies, "its next page, mailbox of replies", INBOX + "&cursor=");
    measure(replies, "conversation of 10", smallThreads[0], largeThreads[0]);
    measure(giant, "conversation of all", smallThreads[1], largeThreads[1]);
    ratios.forEach(
        (request, ratio) ->
            LOG.info(() -> "1,000 : 1,000,000 deliveries, " + request + " = 1 : " + ratio));
  }

  private void measure(ReaderPair readers, String name, String path) throws Exception {
    ratios.put(name, ratio(readers.small(), readers.large(), path, path));
  }

  private void measureNext(ReaderPair readers, String name, String path) throws Exception {
    ratios.put(
        name,
        ratio(
            readers.small(),
            readers.large(),
            linkToSixthPage(readers.small(), path),
            linkToSixthPage(readers.large(), path)));
  }

  /** Measures the unread messages, oldest first and newest first. */
  private void measure(ReaderPair readers, String name, long ofSmall, long ofLarge)
      throws Exception {
    for (String order : List.of("created", "-created")) {
      String query = "?mark_read=false&ordering=" + order;
      ratios.put(
          name + ", " + order,
          ratio(
              readers.small(),
              readers.large(),
              "api/conversations/" + ofSmall + query,
              "api/conversations/" + ofLarge + query));
    }
  }

  /** The link to the sixth page. */
  private String linkToSixthPage(ApiUser reader, String first) throws Exception {
    String path = first;
    for (int i = 0; i < 5; i++) {
      Matcher link = NEXT.matcher(get(reader, path));
      assertTrue(link.find(), path);
      path = base().relativize(URI.create(link.group(1))).toString();
    }
    return path;
  }

  private String get(ApiUser reader, String path) throws Exception {
    HttpResponse<String> answer = TestHttpClient.at(base()).withToken(reader.token()).get(path);
    assertEquals(200, answer.statusCode(), path);
    return answer.body();
  }

  private String ratio(ApiUser small, ApiUser large, String ofSmall, String ofLarge)
      throws Exception {
    return InterleavedTiming.ratio(() -> get(small, ofSmall), () -> get(large, ofLarge));
  }
}
