package dev.letterbox.rest.http;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.Unsubscription;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.security.UnsubscribeTokens;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestHttpClient;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Users of measured requests, and what the requests need: the ids of new messages and more. */
abstract class MeasuredRequestSupport {

  final InServerTestBase test;
  final String alice;
  final String bob;
  final TestHttpClient asAlice;
  final TestHttpClient asBob;
  final TestHttpClient asMona;
  final TestHttpClient asBruno;
  final TestHttpClient asAda;
  private String webhook = "unknown";

  MeasuredRequestSupport(InServerTestBase test) {
    this.test = test;
    TestHttpClient http = TestHttpClient.at(test.base());
    asAda = http.as("ada");
    asMona = http.as("mona");
    asBruno = http.as("bruno");
    alice = test.users().createWithDemoPassword("alice");
    bob = test.users().createWithDemoPassword("bob");
    asAlice = http.as(alice);
    asBob = http.as(bob);
  }

  HttpResponse<String> act(String id, String action) throws Exception {
    return asBob.post("api/messages/" + id + "/" + action, "");
  }

  HttpResponse<String> moderate(String id, String decision, String body) throws Exception {
    return asMona.post("api/moderation/" + id + "/" + decision, body);
  }

  String unsubscribeLink() {
    return "api/unsubscribe?token="
        + UnsubscribeTokens.of(
            test.settings().get(NotificationSetting.NOTIFICATIONS_SECRET),
            new Unsubscription(bob, Set.of(NotificationType.MESSAGE), ScriptedChannel.NAME));
  }

  HttpResponse<String> logIn() throws Exception {
    return TestHttpClient.at(test.base())
        .post("api/session", "{\"user\":\"" + bob + "\",\"password\":\"demo\"}");
  }

  TestHttpClient inSession(HttpResponse<String> login) {
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    return TestHttpClient.at(test.base())
        .withHeader("Cookie", cookie)
        .withHeader("X-CSRF-Token", firstGroup("\"csrf_token\":\"([^\"]+)\"", login.body()));
  }

  String pathOfNewWebhook(String body) throws Exception {
    return "api/webhooks/" + idIn(createWebhook(body));
  }

  HttpResponse<String> createWebhook(String body) throws Exception {
    deleteWebhook();
    HttpResponse<String> created = asAda.post("api/webhooks", body);
    webhook = idIn(created);
    return created;
  }

  void deleteWebhook() throws Exception {
    asAda.delete("api/webhooks/" + webhook);
  }

  /** The id of a new notice of Bob. */
  String notice() throws Exception {
    return idIn(asBruno.post("api/notices", noticeTo(bob)));
  }

  static String noticeTo(String user) {
    return "{\"recipients\":[\"%s\"],\"message\":\"m\",\"extra_tags\":[\"a\"]}".formatted(user);
  }

  String messageToBob() {
    return "{\"recipients\":[\"" + bob + "\"],\"subject\":\"s\",\"message\":\"m\"}";
  }

  /** The id of a new message from Alice to Bob. */
  String written() throws Exception {
    return idIn(asAlice.post("api/messages", messageToBob()));
  }

  String opened() throws Exception {
    String id = written();
    asBob.get("api/messages/" + id);
    return id;
  }

  String archived() throws Exception {
    String id = opened();
    act(id, "archive");
    return id;
  }

  String broadcast() throws Exception {
    return idIn(asBruno.post("api/broadcasts", messageToBob()));
  }

  String pending() throws Exception {
    String id = written();
    moderate(id, "take-back", "");
    return id;
  }

  /** The id of a new record of the outbox whose delivery has failed for good. */
  String deadLetter() throws Exception {
    String message = written();
    test.sql()
        .update(
            """
            insert into lb_notification (message_id, label, channel, recipient, range_start, state,
              attempts, created_at, first_due_at, next_attempt_at)
            values (?, 'message', 'none', ?, '', 'DEAD', 1, ?, ?, ?)
            """,
            Long.valueOf(message),
            bob,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH);
    return Long.toString(
        test.tables()
            .selectNumber(
                "select id from lb_notification where channel = 'none' and message_id = ?",
                Long.valueOf(message)));
  }

  /** The first id in a response, which is a text in those of tokens and webhooks. */
  static String idIn(HttpResponse<String> response) {
    return firstGroup("\"id\":\"?([\\w-]+)", response.body());
  }

  static String firstGroup(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new AssertionError(text);
    }
    return matcher.group(1);
  }

  HttpResponse<String> notModified(String path) throws Exception {
    String tag = asBob.get(path).headers().firstValue("ETag").orElseThrow();
    return asBob.withHeader("If-None-Match", tag).get(path);
  }

  static String newName() {
    return UUID.randomUUID().toString();
  }
}
