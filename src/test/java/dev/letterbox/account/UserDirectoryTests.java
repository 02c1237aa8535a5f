package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.spi.User;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The built-in directory, and a directory that replaces it. */
class UserDirectoryTests extends InServerTestBase {

  private static AccountDirectory builtIn() {
    return CDI.current().select(AccountDirectory.class).get();
  }

  @Test
  void user_is_found_by_exact_name_active_or_not() {
    String bob = users().create("bob");
    String inactive = users().createInactive("gone");
    assertEquals(Optional.of(new User(bob, bob, null, true)), builtIn().find(bob));
    assertEquals(Optional.of(false), builtIn().find(inactive).map(User::active));
    for (String other : List.of("", bob + " ", bob.substring(1), "a\0b", "'", "%")) {
      assertEquals(Optional.empty(), builtIn().find(other), other);
    }
    assertEquals(
        new User("alice", "Alice Archer", "alice@example.org", true),
        builtIn().find("alice").orElseThrow());
  }

  @Test
  void a_thousand_users_are_found_by_one_statement() throws Exception {
    List<String> names = new ArrayList<>(users().createMany("wanda", 999));
    names.add("unknown-user");
    List<Map<String, User>> results = new ArrayList<>();
    List<String> statements =
        StatementRecorder.capture(() -> results.add(builtIn().findAll(names)));
    assertEquals(1, statements.size());
    assertEquals(999, results.get(0).size());
    assertEquals(names.get(7), results.get(0).get(names.get(7)).name());
  }

  @Test
  void search_finds_active_users_by_prefix_in_any_case() {
    List<String> names = users().createMany("Xaver", 3);
    users().createInactive("Xaver");
    assertEquals(
        names, builtIn().search("xAV", 10).stream().map(User::name).toList(), "ordered by name");
    assertEquals(2, builtIn().search("xaver", 2).size());
    assertEquals(
        List.of("alice"), builtIn().search("alice a", 10).stream().map(User::name).toList());
    assertEquals(List.of(), builtIn().search("aver", 10));
    assertEquals(List.of(), builtIn().search("%", 10));
  }

  @Test
  void alternative_directory_replaces_the_built_in_one() {
    String bruno = users().create("bruno");
    String bob = users().create("bob");
    DeliveryReport report =
        messages()
            .broadcast(
                Broadcast.from(bruno)
                    .to(List.of("robot-1", bob, "robot-2-off", "unknown-user"))
                    .subject("Robots"));
    assertEquals(2, report.delivered());
    assertEquals(List.of("robot-2-off"), report.inactive());
    assertEquals(List.of("unknown-user"), report.unknown());
    assertTrue(mailboxes().unreadCount("robot-1") > 0);
  }
}
