package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Reply;
import dev.letterbox.api.conversation.Recipient;
import dev.letterbox.api.spi.ExtensionFailedException;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.WritingServices;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recipient filters, typed names, and the limit of recipients. */
class RecipientFilterTests extends InServerTestBase implements WritingServices {

  private List<String> recipientErrors(NewMessage message) {
    Map<String, List<String>> errors =
        assertThrows(InvalidInputException.class, () -> messages().write(message)).errors();
    assertEquals(List.of("recipients"), List.copyOf(errors.keySet()));
    return errors.get("recipients");
  }

  @Test
  void user_filter_rejects_recipients_with_and_without_a_reason() {
    String alice = users().create("alice");
    String away = users().create("away");
    String machine = users().create("machine");
    NewMessage message = NewMessage.from(alice).to(away, machine).subject("Refused");
    assertEquals(
        List.of("Some usernames are rejected: " + away + " (is away), " + machine + "."),
        recipientErrors(message.asUser()));
    assertEquals(0, tables().messageCount("Refused"));
    assertEquals(2, messages().write(message).size(), "filters do not run for applications");
  }

  @Test
  void rejections_of_all_filters_are_reported_together_with_unknown_names() {
    String alice = users().create("alice");
    String inactive = users().createInactive("gone");
    String away = users().create("away");
    String bob = users().create("bob");
    String carol = users().create("carol");
    blocks().block(bob, alice);
    blocks().block(away, alice);
    assertEquals(
        List.of(
            "Some usernames are unknown or no more active: unknown-user, " + inactive + ".",
            "Some usernames are rejected: " + away + " (is away).",
            "Writing to some users is not possible: "
                + bob
                + " (has blocked you), "
                + away
                + " (has blocked you)."),
        recipientErrors(
            NewMessage.from(alice)
                .to("unknown-user", bob, carol, inactive, away, bob)
                .subject("Refused")
                .asUser()));
    assertEquals(0, tables().deliveryCount(carol));
  }

  @Test
  void filters_run_in_priority_order_and_their_reasons_are_joined() {
    String alice = users().create("alice");
    String both = users().create("away-machine");
    assertEquals(
        List.of("Some usernames are rejected: " + both + " (is a machine, is away)."),
        recipientErrors(NewMessage.from(alice).to(both).subject("Refused").asUser()));
  }

  @Test
  void exception_of_a_filter_names_the_filter_and_stores_nothing() {
    assertFailingFilterReported(users().create("broken"));
  }

  @Test
  void letterbox_exception_of_a_filter_names_the_filter_and_stores_nothing() {
    assertFailingFilterReported(users().create("forbidden"));
  }

  private void assertFailingFilterReported(String failingUser) {
    NewMessage message =
        NewMessage.from(users().create("alice"))
            .to(users().create("bob"), failingUser)
            .subject(failingUser);
    ExtensionFailedException exception =
        assertThrows(ExtensionFailedException.class, () -> messages().write(message.asUser()));
    assertEquals(RobotFilter.class.getName(), exception.extension());
    assertEquals(0, tables().messageCount(failingUser));
  }

  @Test
  void filters_cost_the_same_number_of_statements_for_one_and_many_recipients() throws Exception {
    String alice = users().create("alice");
    NewMessage one = NewMessage.from(alice).to(users().create("bob")).subject("S").asUser();
    NewMessage many = one.to(users().createMany("bob", 900));
    messages().write(one);
    int statementsForOne = StatementRecorder.capture(() -> messages().write(one)).size();
    int statementsForMany = StatementRecorder.capture(() -> messages().write(many)).size();
    assertEquals(isOnDerby() ? 9 : 2, statementsForOne, "look-ups together, changes together");
    assertEquals(
        statementsForOne + (isOnDerby() ? 899 : 4),
        statementsForMany,
        "an id costs a statement on Derby; PostgreSQL gets changes of one row together");
  }

  @Test
  void setting_limits_the_number_of_recipients_of_a_user() {
    String alice = users().create("alice");
    List<String> three = users().createMany("bob", 3);
    NewMessage message = NewMessage.from(alice).to(three).subject("Most").asUser();
    try {
      settings().set(Setting.MAX_RECIPIENTS, 2);
      assertEquals(List.of("Write to at most 2 at once, not to 3."), recipientErrors(message));
      assertEquals(
          2, messages().write(message.to(three.get(0), three.get(1), three.get(0))).size());
      settings().set(Setting.MAX_RECIPIENTS, 1);
      assertEquals(
          List.of("Write to at most 1 at once, not to 2."),
          recipientErrors(message.to(three.subList(0, 2))));
      assertEquals(1, messages().write(message.to(three.get(0))).size());
    } finally {
      settings().reset();
    }
    assertEquals(3, messages().write(message).size());
  }

  @Test
  void typed_names_are_resolved_and_stored_as_user_names() {
    String alice = users().create("alice");
    String nick = users().create("nick");
    String typed = "@" + nick.substring("nick-".length());
    NewMessage message = NewMessage.from(alice).to(typed, nick, typed).subject("Nick");
    List<Message> written = messages().write(message.asUser());
    assertEquals(List.of(nick), written.stream().map(Message::recipient).toList());
    assertEquals(
        List.of("Some usernames are unknown or no more active: " + typed + "."),
        recipientErrors(message));
    blocks().block(nick, alice);
    assertEquals(
        List.of("Writing to some users is not possible: " + typed + " (has blocked you)."),
        recipientErrors(message.asUser()));
  }

  @Test
  void recipient_search_matches_name_prefixes_and_omits_rejected_users() throws Exception {
    String alice = users().create("alice");
    List<String> names = users().createMany("Zoltan", 4);
    blocks().block(names.get(1), alice);
    assertEquals(
        List.of(names.get(0), names.get(2), names.get(3)),
        drafts().findRecipients(alice, "zOLTAN", 10).stream().map(Recipient::name).toList());
    assertEquals(2, drafts().findRecipients(alice, "zoltan", 2).size(), "one of four is rejected");
    String away = users().create("away-zoltan");
    assertEquals(List.of(), drafts().findRecipients(alice, away, 10));
    assertEquals(
        new Recipient("alice", "Alice Archer"),
        drafts().findRecipients(alice, "alice a", 10).get(0));
    assertEquals(
        2, StatementRecorder.capture(() -> drafts().findRecipients(alice, "z", 50)).size());
  }

  @Test
  void found_recipient_has_typed_name_and_display_name() {
    String alice = users().create("alice");
    String nick = users().create("nick");
    String number = nick.substring("nick-".length());
    assertEquals(
        List.of(new Recipient("@" + number, "The " + number)),
        drafts().findRecipients(alice, nick, 10));
  }

  @Test
  void recipient_search_validates_limit_and_prefix() {
    String alice = users().create("alice");
    for (int limit : List.of(0, -1, 51, Integer.MAX_VALUE)) {
      assertEquals(
          Map.of("limit", List.of("Must be from 1 to 50.")), searchErrors(alice, "a", limit));
    }
    assertEquals(Map.of("beginning", List.of("May not be blank.")), searchErrors(alice, "", 1));
    assertEquals(
        Map.of("beginning", List.of("Must have at most 255 characters.")),
        searchErrors(alice, "a".repeat(256), 1));
    List<List<Recipient>> found = new ArrayList<>();
    for (String unusual : List.of(" ", "%", "_", "'", "\uFFFF", "a\nb", "\uD83D\uDE00")) {
      found.add(drafts().findRecipients(alice, unusual, 50));
    }
    assertTrue(found.stream().allMatch(List::isEmpty), found.toString());
  }

  private Map<String, List<String>> searchErrors(String sender, String beginning, int limit) {
    return assertThrows(
            InvalidInputException.class, () -> drafts().findRecipients(sender, beginning, limit))
        .errors();
  }

  @Test
  void reply_runs_exchange_filters_only_and_copies_run_all_filters() {
    String alice = users().create("alice");
    String away = users().create("away");
    String bob = users().create("bob");
    Message written = writeAsUser(away, alice, "Out of office");
    assertEquals(1, messages().reply(Reply.to(written.id()).by(alice).asUser()).size());
    blocks().block(away, alice);
    blocks().block(bob, alice);
    Reply reply = Reply.to(written.id()).by(alice).copies(bob, away);
    Map<String, List<String>> errors = replyErrors(reply.asUser());
    assertEquals(
        List.of("Writing to some users is not possible: " + away + " (has blocked you)."),
        errors.get("recipients"));
    assertEquals(
        List.of(
            "Some usernames are rejected: " + away + " (is away).",
            "Writing to some users is not possible: "
                + bob
                + " (has blocked you), "
                + away
                + " (has blocked you)."),
        errors.get("copies"));
    assertEquals(2, messages().reply(reply).size(), "filters do not run for applications");
  }
}
