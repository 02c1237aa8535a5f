package dev.letterbox.rest;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.MailServer;
import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Mails that leave each server, in the language that their readers choose. */
public interface MailOverHttpTests extends OverHttp {

  private static Response choosesLanguage(Person who, Person whose, String tag) {
    return who.asks()
        .contentType(ContentType.JSON)
        .body(Map.of("language", tag))
        .put("api/accounts/" + whose.name() + "/language");
  }

  @Test
  default void a_user_chooses_a_language_and_gets_a_mail_in_it() throws Exception {
    Person alice = person("alice");
    Person bob = person("bob");
    String address = "bob-" + UUID.randomUUID() + "@example.org";
    asAdmin()
        .contentType(ContentType.JSON)
        .body(Map.of("email", address, "language", "fr"))
        .patch("api/accounts/" + bob.name())
        .then()
        .statusCode(200)
        .body("language", is("fr"));
    choosesLanguage(bob, bob, "de").then().statusCode(204);
    choosesLanguage(alice, bob, "en").then().statusCode(403);
    choosesLanguage(bob, bob, "Deutsch").then().statusCode(400);
    alice.writes(bob, "Grüße \ud83d\ude00");
    List<MimeMessage> mails =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> MailServer.mailsFor(address), some -> !some.isEmpty());
    assertEquals(1, mails.size());
    assertEquals("[Letterbox] Grüße \ud83d\ude00", mails.get(0).getSubject());
    assertEquals("de", mails.get(0).getHeader("Content-Language", null));
  }
}
