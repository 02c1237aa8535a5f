package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Action;
import dev.letterbox.api.ConversationRequest;
import dev.letterbox.api.Folder;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Reply;
import dev.letterbox.api.Targets;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.SettableSettings;
import dev.letterbox.testing.Statements;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 3: what a conversation shows to each who takes part in it. */
public interface ConversationPageTests extends Paging {

  private Correspondence written(List<String> people, int seed) throws Exception {
    Correspondence written = new Correspondence(sql(), people, new Random(seed));
    transaction().begin();
    written.write(90);
    transaction().commit();
    return written;
  }

  private List<String> people() {
    return List.of(users().named("ada"), users().named("bob"), users().named("eve"));
  }

  private static ConversationRequest looking(String owner, long thread) {
    return ConversationRequest.of(owner, thread).withoutMarkingRead();
  }

  @Test
  default void conversation_shows_each_what_is_his_oldest_and_newest_first_and_else_is_not_there()
      throws Exception {
    List<String> people = people();
    Correspondence written = written(people, 8);
    int shown = 0;
    for (String owner : people) {
      for (long thread : written.threads()) {
        List<Message> expected = written.conversation(owner, thread);
        ConversationRequest request = looking(owner, thread).limit(1000);
        if (expected.isEmpty()) {
          assertThrows(MessageNotFoundException.class, () -> conversations().open(request));
          continue;
        }
        shown++;
        Page page = conversations().open(request.counted(true));
        assertEquals(expected, Correspondence.comparable(page.results()));
        assertEquals(OptionalLong.of(expected.size()), page.count());
        for (int limit : List.of(1, 2, 5)) {
          assertEquals(expected, paged(request.limit(limit)));
          List<Message> newestFirst = new ArrayList<>(expected);
          Collections.reverse(newestFirst);
          assertEquals(newestFirst, paged(request.newestFirst().limit(limit)));
        }
      }
    }
    assertTrue(shown > 30, shown + " conversations");
  }

  /** To the end by the links, and back. */
  private List<Message> paged(ConversationRequest request) {
    List<List<Message>> pages = new ArrayList<>();
    Page page = conversations().open(request);
    assertEquals(Optional.empty(), page.previous());
    assertEquals(OptionalLong.empty(), page.count());
    pages.add(page.results());
    while (page.next().isPresent()) {
      page = conversations().open(request.from(page.next().get()));
      pages.add(page.results());
    }
    List<List<Message>> back = new ArrayList<>(List.of(page.results()));
    while (page.previous().isPresent()) {
      page = conversations().open(request.from(page.previous().get()));
      back.add(0, page.results());
    }
    assertEquals(pages, back);
    return Correspondence.comparable(pages.stream().flatMap(List::stream).toList());
  }

  @Test
  default void opening_a_conversation_marks_exactly_what_was_shown() throws Exception {
    List<String> people = people();
    Correspondence written = written(people, 12);
    String owner = people.get(0);
    for (long thread : written.threads()) {
      List<Message> expected = written.conversation(owner, thread);
      if (!expected.isEmpty()) {
        conversations().open(looking(owner, thread).limit(1000));
        Page first = conversations().open(ConversationRequest.of(owner, thread).limit(2));
        assertEquals(
            expected.subList(0, Math.min(2, expected.size())),
            Correspondence.comparable(first.results()),
            "as it was before");
        List<Message> now = conversations().open(looking(owner, thread).limit(1000)).results();
        for (int i = 0; i < expected.size(); i++) {
          Message before = expected.get(i);
          boolean marked =
              i < 2
                  && before.readAt() == null
                  && before.deletedAt() == null
                  && isReceived(written, before, owner);
          assertEquals(
              marked || before.readAt() != null, now.get(i).readAt() != null, before.toString());
        }
      }
    }
    assertEquals(0, rows().wrongCounters(people));
  }

  private static boolean isReceived(Correspondence written, Message message, String owner) {
    return owner.equals(message.recipient()) && written.isReceived(message.id(), owner);
  }

  @Test
  default void conversation_costs_a_fixed_number_of_statements() throws Exception {
    List<String> people = people();
    Correspondence written = written(people, 12);
    for (String owner : people) {
      for (long thread : written.threads()) {
        int length = written.conversation(owner, thread).size();
        if (length > 0) {
          ConversationRequest request = looking(owner, thread).limit(1000).counted(true);
          List<String> looking = Statements.during(() -> conversations().open(request));
          assertTrue(looking.size() <= 2, looking.toString());
          List<String> opening =
              Statements.during(
                  () -> conversations().open(ConversationRequest.of(owner, thread).limit(1000)));
          assertTrue(opening.size() <= 4, length + " messages: " + opening);
        }
      }
    }
  }

  @Test
  default void notice_is_a_conversation_of_its_own_and_nobody_elses() {
    String bob = users().named("bob");
    long id = messages().notify(Notice.info("Hello").to(bob)).messageId().getAsLong();
    assertEquals(id, conversations().open(looking(bob, id)).results().get(0).id());
    for (ConversationRequest request :
        List.of(looking(users().named("eve"), id), looking(bob, id + 1_000_000), looking(bob, 0))) {
      assertThrows(MessageNotFoundException.class, () -> conversations().open(request));
    }
  }

  @Test
  default void bad_request_for_a_conversation_is_refused_by_the_name_of_the_field()
      throws Exception {
    String bob = users().named("bob");
    String eve = users().named("eve");
    Correspondence written = written(List.of(bob, eve), 2);
    long thread =
        written.threads().stream()
            .filter(id -> written.conversation(bob, id).size() > 2)
            .findFirst()
            .orElseThrow();
    String cursor = conversations().open(looking(bob, thread).limit(1)).next().orElseThrow();
    refused("limit", looking(bob, thread).limit(0));
    refused("limit", looking(bob, thread).limit(1001));
    refused("cursor", looking(eve, thread).from(cursor));
    refused("cursor", looking(bob, thread + 1).from(cursor));
    refused("cursor", looking(bob, thread).newestFirst().from(cursor));
    refused("cursor", looking(bob, thread).from("x"));
    assertFalse(conversations().open(looking(bob, thread).from(cursor)).results().isEmpty());
  }

  private void refused(String field, ConversationRequest request) {
    for (Runnable refusing :
        List.<Runnable>of(
            () -> conversations().check(request), () -> conversations().open(request))) {
      InvalidInputException error = assertThrows(InvalidInputException.class, refusing::run);
      assertEquals(Set.of(field), error.errors().keySet());
    }
  }

  @Test
  default void answers_of_many_are_one_entry_of_each_folder_and_all_in_the_conversation() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long first = messages().write(NewMessage.from(alice).to(bob).subject("A")).get(0).id();
    long other = messages().write(NewMessage.from(alice).to(bob).subject("Z")).get(0).id();
    long answer = messages().reply(Reply.to(first).by(bob).body("One")).get(0).id();
    long again = messages().reply(Reply.to(answer).by(alice).body("Two")).get(0).id();

    List<Message> inbox =
        mailboxes().page(PageRequest.of(Folder.INBOX, bob).byConversation()).results();
    assertEquals(List.of(again, other), Paging.ids(inbox));
    assertEquals(List.of(2, 1), inbox.stream().map(Message::messages).toList());
    List<Message> sent =
        mailboxes().page(PageRequest.of(Folder.SENT, alice).byConversation()).results();
    assertEquals(List.of(again, other), Paging.ids(sent));
    assertEquals(Long.valueOf(answer), inbox.get(0).parent());
    for (String user : List.of(alice, bob)) {
      assertEquals(
          List.of(first, answer, again),
          Paging.ids(conversations().open(looking(user, first)).results()));
    }
    mailboxes().act(bob, Action.ARCHIVE, Targets.threads(first));
    Page archives = mailboxes().page(PageRequest.of(Folder.ARCHIVES, bob).byConversation());
    assertEquals(List.of(again), Paging.ids(archives.results()));
    assertEquals(3, archives.results().get(0).messages());
    assertEquals(OptionalLong.of(1), archives.count());
    mailboxes().markRead(bob, again);
    messages().withdraw(alice, again);
    Message tombstone = conversations().open(looking(bob, first)).results().get(2);
    assertEquals("", tombstone.body());
    assertNull(tombstone.subject());
    assertNotNull(tombstone.withdrawnAt());
  }

  @Test
  default void what_a_conversation_shows_is_deleted_where_a_setting_says_so() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long first = messages().write(NewMessage.from(alice).to(bob).subject("A")).get(0).id();
    long answer = messages().reply(Reply.to(first).by(bob).body("One")).get(0).id();
    long again = messages().reply(Reply.to(answer).by(alice).body("Two")).get(0).id();
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    try {
      settings.set(Setting.DELETE_READ, true);
      conversations().open(looking(bob, first));
      assertEquals(2, rows().inInbox(bob), "a mere look deletes nothing");
      conversations().open(ConversationRequest.of(bob, first));
    } finally {
      settings.reset();
    }
    assertEquals(0, rows().inInbox(bob));
    assertEquals(
        List.of(again, first),
        Paging.ids(mailboxes().page(PageRequest.of(Folder.TRASH, bob)).results()));
    assertEquals(
        List.of(answer),
        Paging.ids(mailboxes().page(PageRequest.of(Folder.SENT, bob)).results()),
        "what he sent stays");
    assertEquals(0, rows().wrongCounters(List.of(alice, bob)));
  }
}
