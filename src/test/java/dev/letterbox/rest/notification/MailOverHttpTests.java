package dev.letterbox.rest.notification;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import dev.letterbox.testing.client.server.TestMailServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** E-mails in the language that the recipient has chosen. */
class MailOverHttpTests extends HttpTestBase {

  private static Response chooseLanguage(ApiUser caller, ApiUser user, String tag) {
    return caller
        .request()
        .contentType(ContentType.JSON)
        .body(Map.of("language", tag))
        .put("api/accounts/" + user.name() + "/language");
  }

  @Test
  void user_gets_email_in_the_chosen_language() throws Exception {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    String address = "bob-" + UUID.randomUUID() + "@example.org";
    asAdmin()
        .contentType(ContentType.JSON)
        .body(Map.of("email", address, "language", "fr"))
        .patch("api/accounts/" + bob.name())
        .then()
        .statusCode(200)
        .body("language", is("fr"));
    chooseLanguage(bob, bob, "de").then().statusCode(204);
    chooseLanguage(alice, bob, "en").then().statusCode(403);
    chooseLanguage(bob, bob, "Deutsch").then().statusCode(400);
    alice.writeMessage(bob, "Grüße \ud83d\ude00");
    List<MimeMessage> mails =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> TestMailServer.mailsTo(address), some -> !some.isEmpty());
    assertEquals(1, mails.size());
    assertEquals("[Letterbox] Grüße \ud83d\ude00", mails.get(0).getSubject());
    assertEquals("de", mails.get(0).getHeader("Content-Language", null));
  }
}
