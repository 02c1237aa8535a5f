package dev.letterbox.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 2: filters, search, ordering and paging of the list. */
public interface ListTests extends OverHttp {

  private static void notice(Person teller, Person reader, String text, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("recipients", List.of(reader.name()));
    body.put("message", text);
    teller.posts("notices", body).then().statusCode(201);
  }

  /** Somebody with a message for each filter: one, two, three, four, in this order. */
  private Person reader() {
    Person bob = person("bob");
    Person bruno = person("bruno", "broadcaster");
    notice(
        bruno,
        bob,
        "one of Alpha",
        Map.of("level", 10, "extra_tags", List.of("red", "Big"), "view", "demo:index"));
    notice(bruno, bob, "two, 100% of alpha", Map.of("level", 25, "extra_tags", List.of("red")));
    notice(bruno, bob, "three", Map.of("level", 40, "extra_tags", List.of("blue", "big_one")));
    bruno
        .posts(
            "messages",
            Map.of("recipients", List.of(bob.name()), "subject", "four", "message", "alpha beta"))
        .then()
        .statusCode(201);
    return bob;
  }

  /** The messages by their first word, in the order of the answer. */
  private static List<String> list(Person reader, String query) {
    Response response =
        reader
            .asks()
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
  default void every_filter_has_the_meaning_of_the_reference() {
    Person bob = reader();
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
    assertEquals(4, bob.unread(), "nothing was marked");
  }

  @Test
  default void dates_are_inclusive_and_read_messages_are_found_by_when_they_were_read() {
    Person bob = reader();
    bob.gets("messages?level=40").then().body("results", hasSize(1));
    Map<String, Object> three = bob.gets("messages?level=40").path("results[0]");
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
  default void all_bad_parameters_are_reported_together_with_the_words_of_the_reference() {
    Person bob = person("bob");
    Response refused =
        bob.gets(
            "messages?level=high&level_tag=nope&created_after=yesterday&read_before=2026-02-30"
                + "&unread=maybe&cursor=garbage&limit=0&offset=-1&extra_tags=&mark_read=1");
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
  default void cursor_pages_are_in_the_same_envelope_and_count_only_when_asked() {
    Person bob = reader();
    Response first = bob.gets("messages?cursor=&limit=3&view=&extra=x");
    first.then().statusCode(400);
    first = bob.gets("messages?cursor=&limit=3&mark_read=false");
    first
        .then()
        .statusCode(200)
        .body("", hasEntry("count", null))
        .body("previous", nullValue())
        .body("results", hasSize(3));
    Response second = bob.asks().urlEncodingEnabled(false).get(first.<String>path("next"));
    second.then().body("next", nullValue()).body("results.message", contains("one of Alpha"));
    bob.asks()
        .urlEncodingEnabled(false)
        .get(second.<String>path("previous"))
        .then()
        .body("results.id", is(first.<List<Integer>>path("results.id")))
        .body("previous", nullValue());
    bob.gets("messages?cursor=&limit=3&mark_read=false&count=true").then().body("count", is(4));
    bob.gets("messages?cursor=&level=7").then().body("results", empty()).body("next", nullValue());
    assertEquals(4, bob.unread(), "links keep mark_read=false");
  }

  @Test
  default void cursor_survives_new_arrivals() {
    Person bob = reader();
    Person alice = person("alice");
    List<String> seen = new ArrayList<>();
    String next = base() + "api/messages?cursor=&limit=1";
    while (next != null) {
      Response page = bob.asks().urlEncodingEnabled(false).get(next);
      seen.addAll(page.<List<String>>path("results.message"));
      next = page.path("next");
      alice.writes(bob, "Arrived meanwhile");
    }
    assertEquals(List.of("alpha beta", "three", "two, 100% of alpha", "one of Alpha"), seen);
    assertEquals(4, bob.unread(), "what arrived stays unread");
  }

  @Test
  default void cursor_of_somebody_else_of_another_order_or_tampered_with_is_400() {
    Person bob = reader();
    Person eve = reader();
    String next = bob.gets("messages?cursor=&limit=1").path("next");
    String cursor = next.replaceAll(".*cursor=([^&]*).*", "$1");
    bob.gets("messages?cursor=" + cursor).then().statusCode(200);
    for (Response refused :
        List.of(
            eve.gets("messages?cursor=" + cursor),
            bob.gets("messages?ordering=level&cursor=" + cursor),
            bob.gets("messages?cursor=x" + cursor),
            bob.gets("messages?cursor=" + cursor + "&cursor=" + cursor),
            bob.gets("messages?cursor=1"),
            bob.gets("messages?cursor=" + "1".repeat(5000)))) {
      refused.then().statusCode(400).body("errors.keySet()", contains("cursor"));
    }
    bob.gets("messages?cursor=&offset=3")
        .then()
        .statusCode(400)
        .body("errors.offset", contains("Give either offset or cursor."));
    bob.gets("messages?count=false").then().statusCode(400).body("errors.count", notNullValue());
  }

  @Test
  default void mark_read_false_shows_without_marking_in_list_and_detail() {
    Person alice = person("alice");
    Person bob = person("bob");
    long id = alice.writes(bob, "Unseen");
    bob.gets("messages?mark_read=false").then().body("results", hasSize(1));
    bob.gets("messages/" + id + "?mark_read=FALSE").then().statusCode(200);
    assertEquals(1, bob.unread());
    bob.gets("messages/" + id + "?mark_read=no")
        .then()
        .statusCode(400)
        .body("errors.mark_read", contains("Must be true or false."));
    bob.gets("messages/" + id).then().statusCode(200);
    assertEquals(0, bob.unread());
  }

  @Test
  default void messages_are_marked_read_and_unread_one_by_one_and_up_to_an_id() {
    Person alice = person("alice");
    Person bob = person("bob");
    long first = alice.writes(bob, "First");
    long second = alice.writes(bob, "Second");
    long third = alice.writes(bob, "Third");
    bob.asks().post("api/messages/" + first + "/read").then().statusCode(204).body(is(""));
    assertEquals(2, bob.unread());
    bob.asks().post("api/messages/" + first + "/unread/").then().statusCode(204);
    assertEquals(3, bob.unread());
    bob.posts("messages/read", Map.of("up_to", second))
        .then()
        .statusCode(200)
        .body("", is(Map.of("marked", 2)));
    bob.gets("messages?unread=true&mark_read=false")
        .then()
        .body("results.id", contains((int) third));
    for (String action : List.of("read", "unread")) {
      alice.asks().post("api/messages/" + third + "/" + action).then().statusCode(404);
      bob.asks().post("api/messages/x/" + action).then().statusCode(404);
    }
    for (Object bad : List.of(-1, 0, "7", 1.5, List.of(1), true, 1e30)) {
      bob.posts("messages/read", Map.of("up_to", bad))
          .then()
          .statusCode(400)
          .body("errors.up_to", contains("Must be the id of a message."));
    }
    bob.posts("messages/read", Map.of()).then().statusCode(400).body("errors.up_to", hasSize(1));
    assertEquals(1, bob.unread());
  }

  @Test
  default void what_is_no_utf_8_is_named_and_not_replaced() {
    Person bob = person("bob");
    for (String bytes : List.of("%ED%A0%80", "%C0%80", "%FF", "a%E2%82")) {
      bob.asks()
          .urlEncodingEnabled(false)
          .get("api/messages?search=" + bytes)
          .then()
          .statusCode(400)
          .body("errors.search", contains("Is not valid UTF-8."));
    }
  }

  @Test
  default void as_much_of_everything_as_is_allowed_is_accepted_together() {
    Person bob = person("bob");
    StringBuilder all = new StringBuilder("messages?unread=true&view=v&level=1&level_tag=info");
    all.append("&level__gt=1&level__gte=1&level__lt=9&level__lte=9&created_after=2026-01-01");
    all.append("&created_before=2026-01-02&read_after=2026-01-01&read_before=2026-01-02");
    all.append("&extra_tags__icontains=a&extra_tags__startswith=a&ordering=level,read_at,created");
    all.append("&search=").append("a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t");
    for (int i = 0; i < 20; i++) {
      all.append("&extra_tags=t").append(i);
    }
    bob.gets(all.toString()).then().statusCode(200).body("count", is(0));
    bob.gets(all + "&cursor=").then().statusCode(200);
    bob.gets(all + "&extra_tags=t20").then().statusCode(400).body("errors.extra_tags", hasSize(1));
  }
}
