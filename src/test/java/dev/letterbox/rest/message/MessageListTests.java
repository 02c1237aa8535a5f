package dev.letterbox.rest.message;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Filters, search, ordering and paging of the list. */
class MessageListTests extends HttpTestBase {

  private static void createNotice(
      ApiUser broadcaster, ApiUser reader, String text, Map<String, Object> fields) {
    Map<String, Object> body = new HashMap<>(fields);
    body.put("recipients", List.of(reader.name()));
    body.put("message", text);
    broadcaster.post("notices", body).then().statusCode(201);
  }

  /** A user with messages for the filters: one, two, three, four, in this order. */
  private ApiUser createReader() {
    ApiUser bob = createUser("bob");
    ApiUser bruno = createUser("bruno", "broadcaster");
    createNotice(
        bruno,
        bob,
        "one of Alpha",
        Map.of("level", 10, "extra_tags", List.of("red", "Big"), "view", "demo:index"));
    createNotice(
        bruno, bob, "two, 100% of alpha", Map.of("level", 25, "extra_tags", List.of("red")));
    createNotice(
        bruno, bob, "three", Map.of("level", 40, "extra_tags", List.of("blue", "big_one")));
    bruno
        .post(
            "messages",
            Map.of("recipients", List.of(bob.name()), "subject", "four", "message", "alpha beta"))
        .then()
        .statusCode(201);
    return bob;
  }

  /** The first words of the messages, in the order of the response. */
  private static List<String> list(ApiUser reader, String query) {
    Response response =
        reader
            .request()
            .urlEncodingEnabled(false)
            .get("api/messages?mark_read=false" + (query.isEmpty() ? "" : "&" + query));
    response.then().statusCode(200);
    List<String> names = new ArrayList<>();
    for (Map<String, Object> message :
        response.jsonPath().<Map<String, Object>>getList("results")) {
      String text = message.get("subject") + " " + message.get("message");
      names.add(text.replace("null ", "").split("\\W", 2)[0]);
    }
    assertEquals(names.size(), (int) response.path("count"), query);
    return names;
  }

  @Test
  void every_filter_works_as_in_drf_messages() {
    ApiUser bob = createReader();
    Map<String, List<String>> expected =
        Map.ofEntries(
            Map.entry("", List.of("four", "three", "two", "one")),
            Map.entry("unread=True", List.of("four", "three", "two", "one")),
            Map.entry("unread=false", List.of()),
            Map.entry("level=25", List.of("two")),
            Map.entry("level=%2B25", List.of("two")),
            Map.entry("level__gt=25", List.of("three")),
            Map.entry("level__gte=25", List.of("three", "two")),
            Map.entry("level__lt=25", List.of("four", "one")),
            Map.entry("level__lte=25", List.of("four", "two", "one")),
            Map.entry("level__gt=2147483647", List.of()),
            Map.entry("level__lt=-2147483648", List.of()),
            Map.entry("level_tag=success", List.of("three", "two")),
            Map.entry("level_tag=success&level__lt=40", List.of("two")),
            Map.entry("extra_tags=red", List.of("two", "one")),
            Map.entry("extra_tags=Red", List.of()),
            Map.entry("extra_tags=red&extra_tags=Big", List.of("one")),
            Map.entry("extra_tags__icontains=BIG", List.of("three", "one")),
            Map.entry("extra_tags__icontains=g_o", List.of("three")),
            Map.entry("extra_tags__startswith=big", List.of("three")),
            Map.entry("view=demo:index", List.of("one")),
            Map.entry("view=demo", List.of()),
            Map.entry("search=ALPHA", List.of("four", "two", "one")),
            Map.entry("search=alpha,of", List.of("two", "one")),
            Map.entry("search=of+alpha", List.of("two", "one")),
            Map.entry("search=100%25", List.of("two")),
            Map.entry("search=four", List.of("four")),
            Map.entry("search=%25", List.of("two")),
            Map.entry("search=_", List.of()),
            Map.entry("created_after=2020-01-01", List.of("four", "three", "two", "one")),
            Map.entry("created_before=2020-01-01", List.of()),
            Map.entry("created_after=9999-01-01T00:00+02:00", List.of()),
            Map.entry("read_after=2020-01-01", List.of()),
            Map.entry("read_before=2999-01-01", List.of()),
            Map.entry("ordering=created", List.of("one", "two", "three", "four")),
            Map.entry("ordering=-created", List.of("four", "three", "two", "one")),
            Map.entry("ordering=level", List.of("one", "four", "two", "three")),
            Map.entry("ordering=-level,created", List.of("three", "two", "four", "one")));
    expected.forEach((query, names) -> assertEquals(names, list(bob, query), query));
    assertEquals(4, bob.unreadCount(), "nothing was marked");
  }

  @Test
  void time_bounds_are_inclusive() {
    ApiUser bob = createReader();
    bob.get("messages?level=40").then().body("results", hasSize(1));
    Map<String, Object> three = bob.get("messages?level=40").path("results[0]");
    assertEquals(
        List.of("three"), list(bob, "created_after=" + three.get("created") + "&level=40"));
    assertEquals(
        List.of("three"), list(bob, "created_before=" + three.get("created") + "&level=40"));
    assertEquals(List.of("three"), list(bob, "read_after=" + three.get("read_at")));
    assertEquals(List.of("three"), list(bob, "read_before=" + three.get("read_at")));
    assertEquals(List.of("three"), list(bob, "unread=false"));
    assertEquals(List.of("three", "one", "two", "four"), list(bob, "ordering=read_at"));
    assertEquals(List.of("four", "two", "one", "three"), list(bob, "ordering=-read_at"));
  }

  @Test
  void all_invalid_list_parameters_are_reported_together() {
    ApiUser bob = createUser("bob");
    Response refused =
        bob.get(
            "messages?level=high&level_tag=nope&created_after=yesterday&read_before=2026-02-30"
                + "&unread=maybe&cursor=garbage&limit=0&offset=-1&extra_tags= &mark_read=1");
    refused
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.level", contains("Enter a number."))
        .body(
            "errors.level_tag",
            contains("Select a valid choice. nope is not one of the available choices."))
        .body("errors.created", contains("Enter a valid date/time."))
        .body("errors.read", contains("Enter a valid date/time."))
        .body("errors.unread", contains("Must be true or false."))
        .body("errors.cursor", hasSize(1))
        .body("errors.limit", contains("Must be from 1 to 100."))
        .body("errors.offset", notNullValue())
        .body("errors.extra_tags", contains("May not be blank."))
        .body("errors.mark_read", contains("Must be true or false."));
    assertEquals(10, refused.<Map<String, Object>>path("errors").size());
  }

  @Test
  void cursor_pages_use_the_same_envelope_and_count_only_on_request() {
    ApiUser bob = createReader();
    bob.get("messages?cursor=&limit=3&view=&mark_read=false").then().statusCode(200);
    Response first = bob.get("messages?cursor=&limit=3&mark_read=false");
    first
        .then()
        .statusCode(200)
        .body("", hasEntry("count", null))
        .body("previous", nullValue())
        .body("results", hasSize(3));
    Response second = bob.request().urlEncodingEnabled(false).get(first.<String>path("next"));
    second.then().body("next", nullValue()).body("results.message", contains("one of Alpha"));
    bob.request()
        .urlEncodingEnabled(false)
        .get(second.<String>path("previous"))
        .then()
        .body("results.id", is(first.<List<Integer>>path("results.id")))
        .body("previous", nullValue());
    bob.get("messages?cursor=&limit=3&mark_read=false&count=true").then().body("count", is(4));
    bob.get("messages?cursor=&level=7").then().body("results", empty()).body("next", nullValue());
    assertEquals(4, bob.unreadCount(), "links keep mark_read=false");
  }

  @Test
  void cursor_survives_new_arrivals() {
    ApiUser bob = createReader();
    ApiUser alice = createUser("alice");
    List<String> seen = new ArrayList<>();
    String next = base() + "api/messages?cursor=&limit=1";
    while (next != null) {
      Response page = bob.request().urlEncodingEnabled(false).get(next);
      seen.addAll(page.<List<String>>path("results.message"));
      next = page.path("next");
      alice.writeMessage(bob, "Arrived meanwhile");
    }
    assertEquals(List.of("alpha beta", "three", "two, 100% of alpha", "one of Alpha"), seen);
    assertEquals(4, bob.unreadCount(), "what arrived stays unread");
  }

  @Test
  void foreign_mismatched_or_tampered_cursor_is_400() {
    ApiUser bob = createReader();
    ApiUser eve = createReader();
    String next = bob.get("messages?cursor=&limit=1").path("next");
    String cursor = next.replaceAll(".*cursor=([^&]*).*", "$1");
    bob.get("messages?cursor=" + cursor).then().statusCode(200);
    for (Response refused :
        List.of(
            eve.get("messages?cursor=" + cursor),
            bob.get("messages?ordering=level&cursor=" + cursor),
            bob.get("messages?cursor=x" + cursor),
            bob.get("messages?cursor=" + cursor + "&cursor=" + cursor),
            bob.get("messages?cursor=1"),
            bob.get("messages?cursor=" + "1".repeat(5000)))) {
      refused.then().statusCode(400).body("errors.keySet()", contains("cursor"));
    }
    bob.get("messages?cursor=&offset=3")
        .then()
        .statusCode(400)
        .body("errors.offset", contains("Give either offset or cursor."));
    bob.get("messages?count=false").then().statusCode(400).body("errors.count", notNullValue());
  }

  @Test
  void mark_read_false_shows_without_marking_in_list_and_detail() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "Unseen");
    bob.get("messages?mark_read=false").then().body("results", hasSize(1));
    bob.get("messages/" + id + "?mark_read=FALSE").then().statusCode(200);
    assertEquals(1, bob.unreadCount());
    bob.get("messages/" + id + "?mark_read=no")
        .then()
        .statusCode(400)
        .body("errors.mark_read", contains("Must be true or false."));
    bob.get("messages/" + id).then().statusCode(200);
    assertEquals(0, bob.unreadCount());
  }

  @Test
  void messages_are_marked_read_and_unread_one_by_one_and_up_to_an_id() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long first = alice.writeMessage(bob, "First");
    long second = alice.writeMessage(bob, "Second");
    long third = alice.writeMessage(bob, "Third");
    bob.request().post("api/messages/" + first + "/read").then().statusCode(204).body(is(""));
    assertEquals(2, bob.unreadCount());
    bob.request().post("api/messages/" + first + "/unread/").then().statusCode(204);
    assertEquals(3, bob.unreadCount());
    bob.post("messages/read", Map.of("up_to", second))
        .then()
        .statusCode(200)
        .body("", is(Map.of("marked", 2)));
    bob.get("messages?unread=true&mark_read=false")
        .then()
        .body("results.id", contains((int) third));
    for (String action : List.of("read", "unread")) {
      alice.request().post("api/messages/" + third + "/" + action).then().statusCode(404);
      bob.request().post("api/messages/x/" + action).then().statusCode(404);
    }
    for (Object bad : List.of(-1, 0, "7", 1.5, List.of(1), true, 1e30)) {
      bob.post("messages/read", Map.of("up_to", bad))
          .then()
          .statusCode(400)
          .body("errors.up_to", contains("Must be the id of a message."));
    }
    bob.post("messages/read", Map.of()).then().statusCode(400).body("errors.up_to", hasSize(1));
    assertEquals(1, bob.unreadCount());
  }

  @Test
  void invalid_utf_8_in_a_parameter_is_reported() {
    ApiUser bob = createUser("bob");
    for (String bytes : List.of("%ED%A0%80", "%C0%80", "%FF", "a%E2%82")) {
      bob.request()
          .urlEncodingEnabled(false)
          .get("api/messages?search=" + bytes)
          .then()
          .statusCode(400)
          .body("errors.search", contains("Is not valid UTF-8."));
    }
  }

  @Test
  void maximum_number_of_parameters_is_accepted() {
    ApiUser bob = createUser("bob");
    StringBuilder all = new StringBuilder("messages?unread=true&view=v&level=1&level_tag=info");
    all.append("&level__gt=1&level__gte=1&level__lt=9&level__lte=9&created_after=2026-01-01");
    all.append("&created_before=2026-01-02&read_after=2026-01-01&read_before=2026-01-02");
    all.append("&extra_tags__icontains=a&extra_tags__startswith=a&ordering=level,read_at,created");
    all.append("&search=").append("a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t");
    for (int i = 0; i < 20; i++) {
      all.append("&extra_tags=t").append(i);
    }
    bob.get(all.toString()).then().statusCode(200).body("count", is(0));
    bob.get(all + "&cursor=").then().statusCode(200);
    bob.get(all + "&extra_tags=t20").then().statusCode(400).body("errors.extra_tags", hasSize(1));
  }
}
