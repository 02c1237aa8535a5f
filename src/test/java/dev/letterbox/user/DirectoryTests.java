package dev.letterbox.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.spi.User;
import dev.letterbox.testing.Services;
import dev.letterbox.testing.Statements;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The built-in directory, and one in its place. */
public interface DirectoryTests extends Services {

  private static AccountDirectory builtIn() {
    return CDI.current().select(AccountDirectory.class).get();
  }

  @Test
  default void user_is_found_by_exactly_his_name_active_or_not() {
    String bob = users().named("bob");
    String gone = users().inactive("gone");
    assertEquals(Optional.of(new User(bob, bob, null, true)), builtIn().find(bob));
    assertEquals(Optional.of(false), builtIn().find(gone).map(User::active));
    for (String other : List.of("", bob + " ", bob.substring(1), "a\0b", "'", "%")) {
      assertEquals(Optional.empty(), builtIn().find(other), other);
    }
    assertEquals(
        new User("alice", "Alice Archer", "alice@example.org", true),
        builtIn().find("alice").orElseThrow());
  }

  @Test
  default void a_thousand_users_are_found_by_one_statement() throws Exception {
    List<String> names = new ArrayList<>(users().many("wanda", 999));
    names.add("nobody-of-this-name");
    List<Map<String, User>> found = new ArrayList<>();
    List<String> statements = Statements.during(() -> found.add(builtIn().findAll(names)));
    assertEquals(1, statements.size());
    assertEquals(999, found.get(0).size());
    assertEquals(names.get(7), found.get(0).get(names.get(7)).name());
  }

  @Test
  default void search_finds_active_users_by_the_beginning_of_a_name_in_any_case() {
    List<String> names = users().many("Xaver", 3);
    users().inactive("Xaver");
    assertEquals(
        names, builtIn().search("xAV", 10).stream().map(User::name).toList(), "ordered by name");
    assertEquals(2, builtIn().search("xaver", 2).size());
    assertEquals(
        List.of("alice"), builtIn().search("alice a", 10).stream().map(User::name).toList());
    assertEquals(List.of(), builtIn().search("aver", 10));
    assertEquals(List.of(), builtIn().search("%", 10));
  }

  @Test
  default void another_directory_takes_the_place_of_the_built_in_one() {
    String bruno = users().named("bruno");
    String bob = users().named("bob");
    DeliveryReport report =
        messages()
            .broadcast(
                Broadcast.from(bruno)
                    .to(List.of("robot-1", bob, "robot-2-off", "nobody-of-this-name"))
                    .subject("Robots"));
    assertEquals(2, report.delivered());
    assertEquals(List.of("robot-2-off"), report.inactive());
    assertEquals(List.of("nobody-of-this-name"), report.unknown());
    assertTrue(mailboxes().unreadCount("robot-1") > 0);
  }
}
