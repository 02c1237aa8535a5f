package dev.letterbox.rest.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NewMessage;
import dev.letterbox.shared.config.LimitSetting;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestHttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a user may write over REST in an hour. */
class UserRateLimitTests extends InServerTestBase {

  @AfterEach
  void reset() {
    settings().reset();
    clock().reset();
  }

  private void limit(Setting<Integer> setting, int perHour) {
    settings().set(setting, perHour);
  }

  private TestHttpClient clientOf(String user) {
    return TestHttpClient.at(base()).as(user);
  }

  private static HttpResponse<String> write(
      TestHttpClient client, List<String> recipients, String text) throws Exception {
    return client.post(
        "api/messages",
        "{\"recipients\":[\"%s\"],\"subject\":\"Limited\",\"message\":\"%s\"}"
            .formatted(String.join("\",\"", recipients), text));
  }

  private static HttpResponse<String> reply(TestHttpClient client, long parent, String copy)
      throws Exception {
    return client.post(
        "api/messages/" + parent + "/replies",
        "{\"copies\":[\"%s\"],\"message\":\"Limited\"}".formatted(copy));
  }

  private static void assertStatus(int expected, HttpResponse<String> response) {
    assertEquals(expected, response.statusCode(), response.body());
  }

  /** Returns how long to wait. */
  private static Duration assertRefused(HttpResponse<String> response) {
    assertStatus(429, response);
    assertTrue(response.body().contains("Too many requests. Try again later."), response.body());
    return Duration.ofSeconds(
        Long.parseLong(response.headers().firstValue("Retry-After").orElseThrow()));
  }

  @Test
  void recipients_of_a_user_are_limited_until_the_end_of_retry_after() throws Exception {
    limit(LimitSetting.USER_RECIPIENTS_PER_HOUR, 3);
    TestHttpClient alice = clientOf(users().createWithDemoPassword("alice"));
    List<String> two = users().createMany("recipient", 2);
    assertStatus(201, write(alice, two, "Hello"));
    Duration wait = assertRefused(write(alice, two, "Hello"));
    assertTrue(wait.compareTo(Duration.ofMinutes(21)) < 0, wait.toString());
    assertStatus(201, write(clientOf(users().createWithDemoPassword("bob")), two, "Hello"));
    clock().advance(wait);
    assertStatus(201, write(alice, two, "Hello"));
  }

  @Test
  void reply_counts_its_copies() throws Exception {
    limit(LimitSetting.USER_RECIPIENTS_PER_HOUR, 3);
    String bob = users().createWithDemoPassword("bob");
    long parent =
        messages()
            .write(NewMessage.from(users().create("alice")).to(bob).subject("Limited"))
            .get(0)
            .id();
    String carol = users().create("carol");
    assertStatus(201, reply(clientOf(bob), parent, carol));
    assertRefused(reply(clientOf(bob), parent, carol));
    assertRefused(write(clientOf(bob), List.of(carol, carol), "Hello"));
  }

  @Test
  void bytes_of_a_text_count_once_for_each_recipient() throws Exception {
    limit(LimitSetting.USER_BYTES_PER_HOUR, 1000);
    TestHttpClient alice = clientOf(users().createWithDemoPassword("alice"));
    List<String> two = users().createMany("recipient", 2);
    assertStatus(201, write(alice, two, "\u00e4".repeat(200)));
    assertRefused(write(alice, two, "\u00e4".repeat(60)));
    assertStatus(201, write(alice, two, "\u00e4".repeat(40)));
  }

  @Test
  void more_than_an_hour_allows_is_an_error_of_the_field() throws Exception {
    limit(LimitSetting.USER_RECIPIENTS_PER_HOUR, 2);
    limit(LimitSetting.USER_BYTES_PER_HOUR, 1000);
    TestHttpClient alice = clientOf(users().createWithDemoPassword("alice"));
    List<String> three = users().createMany("recipient", 3);
    HttpResponse<String> tooMany = write(alice, three, "Hello");
    assertStatus(400, tooMany);
    assertTrue(
        tooMany.body().contains("\"recipients\":[\"Must be at most 2 an hour.\"]"), tooMany.body());
    HttpResponse<String> tooLong = write(alice, three.subList(0, 2), "x".repeat(501));
    assertStatus(400, tooLong);
    assertTrue(
        tooLong
            .body()
            .contains("\"message\":[\"Must have at most 1000 bytes, times its recipients.\"]"),
        tooLong.body());
    assertStatus(201, write(alice, three.subList(0, 2), "x".repeat(500)));
  }

  @Test
  void applications_are_not_limited() {
    limit(LimitSetting.USER_RECIPIENTS_PER_HOUR, 1);
    limit(LimitSetting.USER_BYTES_PER_HOUR, 1);
    String alice = users().create("alice");
    NewMessage message =
        NewMessage.from(alice).to(users().createMany("recipient", 3)).subject("Hello").body("Long");
    assertEquals(3, messages().write(message).size());
    assertEquals(3, messages().write(message.asUser()).size());
  }

  @Test
  void requests_with_a_key_are_limited_also_when_they_are_repeated() throws Exception {
    limit(LimitSetting.USER_KEYS_PER_HOUR, 2);
    TestHttpClient alice = clientOf(users().createWithDemoPassword("alice"));
    String json =
        "{\"recipients\":[\"%s\"],\"subject\":\"Limited\"}".formatted(users().create("bob"));
    for (int i = 0; i < 2; i++) {
      assertStatus(201, alice.post("api/messages", json, "the-same-key-00001"));
    }
    Duration wait = assertRefused(alice.post("api/messages", json, "another-key-000002"));
    assertStatus(201, alice.post("api/messages", json));
    clock().advance(wait);
    assertStatus(201, alice.post("api/messages", json, "another-key-000002"));
  }
}
