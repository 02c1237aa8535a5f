package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.ActionTargets;
import dev.letterbox.api.Folder;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Reply;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SettableSettings;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The content of a conversation for each participant. */
class ConversationPageTests extends InServerTestBase implements PagingTestSupport {

  private GeneratedMessages generateMessages(List<String> users, int seed) throws Exception {
    GeneratedMessages generated = new GeneratedMessages(database(), users, new Random(seed));
    transaction().begin();
    generated.generate(90);
    transaction().commit();
    return generated;
  }

  private List<String> newUsers() {
    return List.of(users().create("ada"), users().create("bob"), users().create("eve"));
  }

  private static ConversationRequest requestWithoutMarking(String owner, long thread) {
    return ConversationRequest.of(owner, thread).markRead(false);
  }

  @Test
  void conversation_shows_each_user_their_own_messages_in_both_directions() throws Exception {
    List<String> users = newUsers();
    GeneratedMessages generated = generateMessages(users, 8);
    int displayedConversations = 0;
    for (String owner : users) {
      for (long thread : generated.threads()) {
        List<Message> expected = generated.expectedConversation(owner, thread);
        ConversationRequest request = requestWithoutMarking(owner, thread).limit(1000);
        if (expected.isEmpty()) {
          assertThrows(MessageNotFoundException.class, () -> conversations().open(request));
          continue;
        }
        displayedConversations++;
        Page<Message> page = conversations().open(request.counted(true));
        assertEquals(expected, GeneratedMessages.withoutVisitors(page.results()));
        assertEquals(OptionalLong.of(expected.size()), page.count());
        for (int limit : List.of(1, 2, 5)) {
          assertEquals(expected, readAllPages(request.limit(limit)));
          List<Message> newestFirst = new ArrayList<>(expected);
          Collections.reverse(newestFirst);
          assertEquals(newestFirst, readAllPages(request.newestFirst(true).limit(limit)));
        }
      }
    }
    assertTrue(displayedConversations > 30, displayedConversations + " conversations");
  }

  /** Reads by links to the end and back. */
  private List<Message> readAllPages(ConversationRequest request) {
    List<List<Message>> pages = new ArrayList<>();
    Page<Message> page = conversations().open(request);
    assertEquals(Optional.empty(), page.previous());
    assertEquals(OptionalLong.empty(), page.count());
    pages.add(page.results());
    while (page.next().isPresent()) {
      page = conversations().open(request.cursor(page.next().get()));
      pages.add(page.results());
    }
    List<List<Message>> backwardPages = new ArrayList<>(List.of(page.results()));
    while (page.previous().isPresent()) {
      page = conversations().open(request.cursor(page.previous().get()));
      backwardPages.add(0, page.results());
    }
    assertEquals(pages, backwardPages);
    return GeneratedMessages.withoutVisitors(pages.stream().flatMap(List::stream).toList());
  }

  @Test
  void opening_a_conversation_marks_exactly_the_displayed_messages_as_read() throws Exception {
    List<String> users = newUsers();
    GeneratedMessages generated = generateMessages(users, 12);
    String owner = users.get(0);
    for (long thread : generated.threads()) {
      List<Message> expected = generated.expectedConversation(owner, thread);
      if (!expected.isEmpty()) {
        conversations().open(requestWithoutMarking(owner, thread).limit(1000));
        Page<Message> first = conversations().open(ConversationRequest.of(owner, thread).limit(2));
        assertEquals(
            expected.subList(0, Math.min(2, expected.size())),
            GeneratedMessages.withoutVisitors(first.results()),
            "displayed in its previous state");
        List<Message> after =
            conversations().open(requestWithoutMarking(owner, thread).limit(1000)).results();
        for (int i = 0; i < expected.size(); i++) {
          Message before = expected.get(i);
          boolean marked =
              i < 2
                  && before.readAt() == null
                  && before.deletedAt() == null
                  && isReceived(generated, before, owner);
          assertEquals(
              marked || before.readAt() != null, after.get(i).readAt() != null, before.toString());
        }
      }
    }
    tables().assertCountersExact(users);
  }

  private static boolean isReceived(GeneratedMessages generated, Message message, String owner) {
    return owner.equals(message.recipient()) && generated.isReceivedBy(message.id(), owner);
  }

  @Test
  void conversation_costs_a_fixed_number_of_statements() throws Exception {
    List<String> users = newUsers();
    GeneratedMessages generated = generateMessages(users, 12);
    for (String owner : users) {
      for (long thread : generated.threads()) {
        int length = generated.expectedConversation(owner, thread).size();
        if (length > 0) {
          ConversationRequest request =
              requestWithoutMarking(owner, thread).limit(1000).counted(true);
          List<String> lookStatements =
              StatementRecorder.capture(() -> conversations().open(request));
          assertTrue(lookStatements.size() <= 2, lookStatements.toString());
          List<String> openStatements =
              StatementRecorder.capture(
                  () -> conversations().open(ConversationRequest.of(owner, thread).limit(1000)));
          assertTrue(openStatements.size() <= 4, length + " messages: " + openStatements);
        }
      }
    }
  }

  @Test
  void notice_is_a_conversation_visible_to_its_recipient_only() {
    String bob = users().create("bob");
    long id = messages().sendNotice(Notice.info("Hello").to(bob)).messageId().getAsLong();
    assertEquals(id, conversations().open(requestWithoutMarking(bob, id)).results().get(0).id());
    for (ConversationRequest request :
        List.of(
            requestWithoutMarking(users().create("eve"), id),
            requestWithoutMarking(bob, id + 1_000_000),
            requestWithoutMarking(bob, 0))) {
      assertThrows(MessageNotFoundException.class, () -> conversations().open(request));
    }
  }

  @Test
  void invalid_conversation_request_names_the_field() throws Exception {
    String bob = users().create("bob");
    String eve = users().create("eve");
    GeneratedMessages generated = generateMessages(List.of(bob, eve), 2);
    long thread =
        generated.threads().stream()
            .filter(id -> generated.expectedConversation(bob, id).size() > 2)
            .findFirst()
            .orElseThrow();
    String cursor =
        conversations().open(requestWithoutMarking(bob, thread).limit(1)).next().orElseThrow();
    assertRejected("limit", requestWithoutMarking(bob, thread).limit(0));
    assertRejected("limit", requestWithoutMarking(bob, thread).limit(1001));
    assertRejected("cursor", requestWithoutMarking(eve, thread).cursor(cursor));
    assertRejected("cursor", requestWithoutMarking(bob, thread + 1).cursor(cursor));
    assertRejected("cursor", requestWithoutMarking(bob, thread).newestFirst(true).cursor(cursor));
    assertRejected("cursor", requestWithoutMarking(bob, thread).cursor("x"));
    assertFalse(
        conversations()
            .open(requestWithoutMarking(bob, thread).cursor(cursor))
            .results()
            .isEmpty());
  }

  private void assertRejected(String field, ConversationRequest request) {
    for (Runnable call :
        List.<Runnable>of(
            () -> conversations().validate(request), () -> conversations().open(request))) {
      InvalidInputException error = assertThrows(InvalidInputException.class, call::run);
      assertEquals(Set.of(field), error.errors().keySet());
    }
  }

  @Test
  void replies_are_one_entry_per_folder_and_all_listed_in_the_conversation() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long first = messages().write(NewMessage.from(alice).to(bob).subject("A")).get(0).id();
    long other = messages().write(NewMessage.from(alice).to(bob).subject("Z")).get(0).id();
    long answer = messages().reply(Reply.to(first).by(bob).body("One")).get(0).id();
    long again = messages().reply(Reply.to(answer).by(alice).body("Two")).get(0).id();

    List<Message> inbox =
        mailboxes()
            .page(PageRequest.of(Folder.INBOX, bob).grouping(PageRequest.Grouping.CONVERSATION))
            .results();
    assertEquals(List.of(again, other), PagingTestSupport.ids(inbox));
    assertEquals(List.of(2, 1), inbox.stream().map(Message::messageCount).toList());
    List<Message> sent =
        mailboxes()
            .page(PageRequest.of(Folder.SENT, alice).grouping(PageRequest.Grouping.CONVERSATION))
            .results();
    assertEquals(List.of(again, other), PagingTestSupport.ids(sent));
    assertEquals(Long.valueOf(answer), inbox.get(0).parent());
    for (String user : List.of(alice, bob)) {
      assertEquals(
          List.of(first, answer, again),
          PagingTestSupport.ids(
              conversations().open(requestWithoutMarking(user, first)).results()));
    }
    mailboxes().act(bob, MailboxAction.ARCHIVE, ActionTargets.threads(first));
    Page<Message> archives =
        mailboxes()
            .page(PageRequest.of(Folder.ARCHIVES, bob).grouping(PageRequest.Grouping.CONVERSATION));
    assertEquals(List.of(again), PagingTestSupport.ids(archives.results()));
    assertEquals(3, archives.results().get(0).messageCount());
    assertEquals(OptionalLong.of(1), archives.count());
    mailboxes().markRead(bob, again);
    messages().withdraw(alice, again);
    Message tombstone = conversations().open(requestWithoutMarking(bob, first)).results().get(2);
    assertEquals("", tombstone.body());
    assertNull(tombstone.subject());
    assertNotNull(tombstone.withdrawnAt());
  }

  @Test
  void setting_deletes_displayed_messages_of_a_conversation() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long first = messages().write(NewMessage.from(alice).to(bob).subject("A")).get(0).id();
    long answer = messages().reply(Reply.to(first).by(bob).body("One")).get(0).id();
    long again = messages().reply(Reply.to(answer).by(alice).body("Two")).get(0).id();
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    try {
      settings.set(Setting.DELETE_READ, true);
      conversations().open(requestWithoutMarking(bob, first));
      assertEquals(2, tables().actualTotal(bob), "opening without marking deletes nothing");
      conversations().open(ConversationRequest.of(bob, first));
    } finally {
      settings.reset();
    }
    assertEquals(0, tables().actualTotal(bob));
    assertEquals(
        List.of(again, first),
        PagingTestSupport.ids(mailboxes().page(PageRequest.of(Folder.TRASH, bob)).results()));
    assertEquals(
        List.of(answer),
        PagingTestSupport.ids(mailboxes().page(PageRequest.of(Folder.SENT, bob)).results()),
        "the sent message stays");
    tables().assertCountersExact(alice, bob);
  }
}
