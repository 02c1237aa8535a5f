package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Folder;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.api.Reply;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.api.moderation.ModeratedMessage;
import dev.letterbox.api.moderation.ModerationRequest;
import dev.letterbox.shared.config.LimitSetting;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.ModerationServices;
import dev.letterbox.testing.support.TestHttpClient;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts are limited when they are written, and shortened where many are read. */
class LongTextTests extends InServerTestBase implements ModerationServices {

  private static final String MAILBOX = "\ud83d\udcec";
  private static final int USER_LIMIT = 100_000;

  /** Four times as many do not fit into the heap. */
  private static final int LONGEST_TEXTS = 30;

  /** Shortened within a surrogate pair. */
  private static final String LONG = "x" + MAILBOX.repeat(PageRequest.MAX_BODY_LENGTH);

  private static final String SHORTENED = LONG.substring(0, PageRequest.MAX_BODY_LENGTH - 1);

  private long write(String sender, String recipient, String body) {
    NewMessage message = NewMessage.from(sender).to(recipient).subject("Long").body(body);
    return messages().write(message.notifyRecipients(false)).get(0).id();
  }

  private void assertShortened(List<Message> page) {
    assertEquals(1, page.size());
    assertEquals(SHORTENED, page.get(0).body());
    assertTrue(page.get(0).bodyTruncated());
  }

  private void assertWhole(Message message) {
    assertEquals(LONG, message.body());
    assertFalse(message.bodyTruncated());
  }

  @Test
  void long_text_is_shortened_on_each_page_and_whole_alone() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = write(alice, bob, LONG);
    for (Grouping grouping : Grouping.values()) {
      assertShortened(mailboxes().page(PageRequest.inbox(bob).grouping(grouping)).results());
      assertShortened(
          mailboxes().page(PageRequest.of(Folder.SENT, alice).grouping(grouping)).results());
    }
    assertShortened(conversations().open(ConversationRequest.of(bob, id)).results());
    assertWhole(mailboxes().get(bob, id));
    assertWhole(mailboxes().get(alice, id));
    assertWhole(mailboxes().open(bob, id));
  }

  @Test
  void long_text_is_shortened_in_the_moderation_queue_and_whole_alone() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = writePending(NewMessage.from(alice).to(bob).subject("Long").body(LONG));
    ModeratedMessage listed =
        moderation().page(ModerationRequest.pending().from(alice)).results().get(0);
    assertEquals(SHORTENED, listed.body());
    assertTrue(listed.bodyTruncated());
    assertEquals(LONG, moderation().get(id).body());
    assertFalse(moderation().get(id).bodyTruncated());
  }

  @Test
  void text_of_the_maximum_length_of_lists_is_whole() {
    String bob = users().create("bob");
    for (String body :
        List.of(
            "x".repeat(PageRequest.MAX_BODY_LENGTH),
            MAILBOX.repeat(PageRequest.MAX_BODY_LENGTH / 2))) {
      write(users().create("alice"), bob, body);
      Message listed = mailboxes().page(PageRequest.inbox(bob)).results().get(0);
      assertEquals(body, listed.body());
      assertFalse(listed.bodyTruncated());
    }
  }

  @Test
  void text_of_a_user_is_limited_by_the_setting() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    NewMessage message = NewMessage.from(alice).to(bob).subject("Limited").asUser();
    long id = messages().write(message.body(MAILBOX.repeat(USER_LIMIT))).get(0).id();
    String tooLong = MAILBOX.repeat(USER_LIMIT + 1);
    Map<String, List<String>> error =
        Map.of("body", List.of("Must have at most 100000 characters."));
    assertErrors(error, () -> messages().write(message.body(tooLong)));
    assertErrors(error, () -> messages().reply(Reply.to(id).by(bob).body(tooLong).asUser()));
    NewMessage ofVisitor = NewMessage.fromVisitor("v@example.org").to(bob).subject("Limited");
    assertErrors(error, () -> messages().write(ofVisitor.body(tooLong)));
    messages().write(NewMessage.from(alice).to(bob).subject("Of an application").body(tooLong));
    settings().set(LimitSetting.MAX_LENGTH, 1000);
    try {
      assertThrows(
          InvalidInputException.class, () -> messages().write(message.body("x".repeat(1001))));
    } finally {
      settings().reset();
    }
  }

  @Test
  void text_of_an_application_has_at_most_a_million_characters() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String tooLong = "x".repeat(NewMessage.MAX_BODY_LENGTH + 1);
    Map<String, List<String>> error =
        Map.of("body", List.of("Must have at most 1000000 characters."));
    assertErrors(error, () -> write(alice, bob, tooLong));
    assertErrors(
        error,
        () ->
            messages()
                .broadcast(Broadcast.from(alice).to(List.of(bob)).subject("Long").body(tooLong)));
    assertErrors(
        Map.of("text", List.of("Must have at most 1000000 characters.")),
        () -> messages().sendNotice(Notice.info(tooLong).to(bob)));
  }

  private static void assertErrors(Map<String, List<String>> expected, Runnable write) {
    assertEquals(expected, assertThrows(InvalidInputException.class, write::run).errors());
  }

  /** The heap of this server has 512 MB. */
  @Test
  void pages_and_exports_of_the_longest_texts_fit_into_the_heap() throws Exception {
    assertTrue(Runtime.getRuntime().maxMemory() <= 512L << 20, "test.jvm.options");
    String alice = users().create("alice");
    String bob = users().createWithDemoPassword("bob");
    String longest = "\u0416".repeat(NewMessage.MAX_BODY_LENGTH);
    long thread = write(alice, bob, longest);
    for (int i = 1; i < LONGEST_TEXTS; i++) {
      messages().reply(Reply.to(thread).by(bob).body(longest).notifyRecipients(false));
    }
    TestHttpClient client = TestHttpClient.at(base()).as(bob);
    for (String path :
        List.of(
            "messages?folder=sent&limit=100",
            "messages?folder=sent&limit=100&cursor=",
            "conversations/" + thread + "?limit=100")) {
      List<HttpResponse<String>> responses =
          ConcurrentRun.repeat(4, () -> client.get("api/" + path));
      responses.forEach(response -> assertEquals(200, response.statusCode(), path));
    }
    maintenance().export(bob, OutputStream.nullOutputStream());
  }
}
