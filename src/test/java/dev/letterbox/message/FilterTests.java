package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.ExtensionFailedException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Recipient;
import dev.letterbox.api.Reply;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.Statements;
import dev.letterbox.testing.WritingServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** To whom users may write: REFERENCE.md section 4, filters; names, and how many. */
public interface FilterTests extends WritingServices {

  private List<String> refusals(NewMessage message) {
    Map<String, List<String>> errors =
        assertThrows(InvalidInputException.class, () -> messages().write(message)).errors();
    assertEquals(List.of("recipients"), List.copyOf(errors.keySet()));
    return errors.get("recipients");
  }

  @Test
  default void user_filters_refuse_by_name_with_and_without_a_reason() {
    String alice = users().named("alice");
    String away = users().named("away");
    String machine = users().named("machine");
    NewMessage message = NewMessage.from(alice).to(away, machine).subject("Refused");
    assertEquals(
        List.of("Some usernames are rejected: " + away + " (is away), " + machine + "."),
        refusals(message.asUser()));
    assertEquals(0, rows().messages("Refused"));
    assertEquals(2, messages().write(message).size(), "an application may");
  }

  @Test
  default void all_refusals_of_all_filters_are_reported_together_with_unknown_names() {
    String alice = users().named("alice");
    String gone = users().inactive("gone");
    String away = users().named("away");
    String bob = users().named("bob");
    String carol = users().named("carol");
    blocks().block(bob, alice);
    blocks().block(away, alice);
    assertEquals(
        List.of(
            "Some usernames are unknown or no more active: nobody-of-this-name, " + gone + ".",
            "Some usernames are rejected: " + away + " (is away).",
            "Writing to some users is not possible: "
                + bob
                + " (has blocked you), "
                + away
                + " (has blocked you)."),
        refusals(
            NewMessage.from(alice)
                .to("nobody-of-this-name", bob, carol, gone, away, bob)
                .subject("Refused")
                .asUser()));
    assertEquals(0, rows().deliveries(carol));
  }

  @Test
  default void filters_are_asked_in_their_order_and_their_reasons_joined() {
    String alice = users().named("alice");
    String both = users().named("away-machine");
    assertEquals(
        List.of("Some usernames are rejected: " + both + " (is a machine, is away)."),
        refusals(NewMessage.from(alice).to(both).subject("Refused").asUser()));
  }

  @Test
  default void filter_that_throws_is_named_and_nothing_is_stored() {
    assertNamed(users().named("broken"));
  }

  @Test
  default void filter_that_throws_what_is_ours_is_named_and_nothing_is_stored() {
    assertNamed(users().named("forbidden"));
  }

  private void assertNamed(String failing) {
    NewMessage message =
        NewMessage.from(users().named("alice")).to(users().named("bob"), failing).subject(failing);
    ExtensionFailedException failed =
        assertThrows(ExtensionFailedException.class, () -> messages().write(message.asUser()));
    assertEquals(RobotFilter.class.getName(), failed.extension());
    assertEquals(0, rows().messages(failing));
  }

  @Test
  default void filters_cost_the_same_for_one_and_for_many() throws Exception {
    String alice = users().named("alice");
    NewMessage one = NewMessage.from(alice).to(users().named("bob")).subject("S").asUser();
    NewMessage many = one.to(users().many("bob", 900));
    messages().write(one);
    int ofOne = Statements.during(() -> messages().write(one)).size();
    int ofMany = Statements.during(() -> messages().write(many)).size();
    assertEquals(onDerby() ? 9 : 8, ofOne, "one each for blocks, ratings and the outbox");
    assertEquals(ofOne + (onDerby() ? 899 : 0), ofMany, "an id costs a statement on Derby");
  }

  @Test
  default void most_recipients_of_users_are_a_setting() {
    String alice = users().named("alice");
    List<String> three = users().many("bob", 3);
    NewMessage message = NewMessage.from(alice).to(three).subject("Most").asUser();
    try {
      settings().set(Setting.MAX_RECIPIENTS, 2);
      assertEquals(List.of("Write to at most 2 at once, not to 3."), refusals(message));
      assertEquals(
          2, messages().write(message.to(three.get(0), three.get(1), three.get(0))).size());
      settings().set(Setting.MAX_RECIPIENTS, 1);
      assertEquals(
          List.of("Write to at most 1 at once, not to 2."),
          refusals(message.to(three.subList(0, 2))));
      assertEquals(1, messages().write(message.to(three.get(0))).size());
    } finally {
      settings().reset();
    }
    assertEquals(3, messages().write(message).size());
  }

  @Test
  default void users_are_addressed_by_what_is_typed_and_stored_by_their_names() {
    String alice = users().named("alice");
    String nick = users().named("nick");
    String typed = "@" + nick.substring("nick-".length());
    NewMessage message = NewMessage.from(alice).to(typed, nick, typed).subject("Nick");
    List<Message> written = messages().write(message.asUser());
    assertEquals(List.of(nick), written.stream().map(Message::recipient).toList());
    assertEquals(
        List.of("Some usernames are unknown or no more active: " + typed + "."), refusals(message));
    blocks().block(nick, alice);
    assertEquals(
        List.of("Writing to some users is not possible: " + typed + " (has blocked you)."),
        refusals(message.asUser()));
  }

  @Test
  default void recipients_are_found_by_the_beginning_of_a_name_but_for_those_who_are_refused()
      throws Exception {
    String alice = users().named("alice");
    List<String> names = users().many("Zoltan", 4);
    blocks().block(names.get(1), alice);
    assertEquals(
        List.of(names.get(0), names.get(2), names.get(3)),
        messages().findRecipients(alice, "zOLTAN", 10).stream().map(Recipient::name).toList());
    assertEquals(2, messages().findRecipients(alice, "zoltan", 2).size(), "one is refused");
    String away = users().named("away-zoltan");
    assertEquals(List.of(), messages().findRecipients(alice, away, 10));
    assertEquals(
        new Recipient("alice", "Alice Archer"),
        messages().findRecipients(alice, "alice a", 10).get(0));
    assertEquals(2, Statements.during(() -> messages().findRecipients(alice, "z", 50)).size());
  }

  @Test
  default void found_recipient_has_the_names_that_are_typed_and_shown() {
    String alice = users().named("alice");
    String nick = users().named("nick");
    String number = nick.substring("nick-".length());
    assertEquals(
        List.of(new Recipient("@" + number, "The " + number)),
        messages().findRecipients(alice, nick, 10));
  }

  @Test
  default void search_for_recipients_has_bounds() {
    String alice = users().named("alice");
    for (int limit : List.of(0, -1, 51, Integer.MAX_VALUE)) {
      assertEquals(
          Map.of("limit", List.of("Must be from 1 to 50.")), searchErrors(alice, "a", limit));
    }
    assertEquals(Map.of("beginning", List.of("May not be blank.")), searchErrors(alice, "", 1));
    assertEquals(
        Map.of("beginning", List.of("Must have at most 255 characters.")),
        searchErrors(alice, "a".repeat(256), 1));
    List<List<Recipient>> found = new ArrayList<>();
    for (String odd : List.of(" ", "%", "_", "'", "\uFFFF", "a\nb", "\uD83D\uDE00")) {
      found.add(messages().findRecipients(alice, odd, 50));
    }
    assertTrue(found.stream().allMatch(List::isEmpty), found.toString());
  }

  private Map<String, List<String>> searchErrors(String sender, String beginning, int limit) {
    return assertThrows(
            InvalidInputException.class, () -> messages().findRecipients(sender, beginning, limit))
        .errors();
  }

  @Test
  default void reply_asks_filters_of_exchanges_and_copies_ask_all() {
    String alice = users().named("alice");
    String away = users().named("away");
    String bob = users().named("bob");
    Message written = written(away, alice, "Out of office");
    assertEquals(1, messages().reply(Reply.to(written.id()).by(alice).asUser()).size());
    blocks().block(away, alice);
    blocks().block(bob, alice);
    Reply reply = Reply.to(written.id()).by(alice).copies(bob, away);
    Map<String, List<String>> errors = errors(reply.asUser());
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
    assertEquals(2, messages().reply(reply).size(), "an application may");
  }
}
