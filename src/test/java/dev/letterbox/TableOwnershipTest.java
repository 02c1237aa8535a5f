package dev.letterbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each table is named in the SQL of one package and its sub-packages only. The sub-packages read
 * it.
 */
class TableOwnershipTest {

  private static final Map<String, String> OWNERS =
      Map.ofEntries(
          Map.entry("lb_message", "message.store"),
          Map.entry("lb_message_id", "message.store"),
          Map.entry("lb_message_tag", "message.store"),
          Map.entry("lb_delivery", "message.store"),
          Map.entry("lb_mailbox", "message.store"),
          Map.entry("lb_conversation", "message.store"),
          Map.entry("lb_rating", "message.store"),
          Map.entry("lb_notification", "outbox"),
          Map.entry("lb_preference", "notification"),
          Map.entry("lb_digest_choice", "notification"),
          Map.entry("lb_webhook", "webhook"),
          Map.entry("lb_account", "account"),
          Map.entry("lb_account_role", "account"),
          Map.entry("lb_api_token", "account"),
          Map.entry("lb_session", "account"),
          Map.entry("lb_block", "block"),
          Map.entry("lb_idempotency", "idempotency"),
          Map.entry("lb_secret", "shared.security"),
          Map.entry("lb_task", "maintenance"),
          Map.entry("lb_schema_history", "startup"));

  /**
   * Messages of a session are visible while it exists; a join saves a statement for each session.
   */
  private static final Map<String, String> READERS = Map.of("lb_session", "message.store");

  private static final Path MAIN = Path.of("src/main/java/dev/letterbox");
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration/postgresql");

  /** Comments are matched to be skipped; the groups are text blocks and string literals. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\\n]*|(\"\"\".*?\"\"\")|(\"(?:\\\\.|[^\"\\\\\\n])*\")|'(?:\\\\.|[^'\\\\])+'",
          Pattern.DOTALL);

  private static final Pattern NAME =
      Pattern.compile("\\b(lb_[a-z_]+)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\b(?:insert\\s+into|update|delete\\s+from|merge\\s+into)\\s+(lb_[a-z_]+)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HEADING =
      Pattern.compile("(?m)^(?:## `([a-z.]+)`|### `(lb_\\w+)`)$");
  private static final Pattern CREATED =
      Pattern.compile("create (?:table|sequence) (lb_\\w+)", Pattern.CASE_INSENSITIVE);

  @Test
  void every_table_of_the_schema_has_an_owner() throws IOException {
    Set<String> created = new TreeSet<>();
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      for (Path file : files.toList()) {
        CREATED
            .matcher(Files.readString(file))
            .results()
            .map(match -> match.group(1))
            .forEach(created::add);
      }
    }
    Set<String> owned = new TreeSet<>(OWNERS.keySet());
    owned.remove("lb_schema_history"); // Flyway creates it
    assertEquals(created, owned);
  }

  @Test
  void only_the_owner_names_a_table_in_its_sql() throws IOException {
    Map<String, Set<String>> named = packagesByTable(NAME);
    List<String> violations = new ArrayList<>();
    OWNERS.forEach(
        (table, owner) -> {
          Set<String> packages = named.getOrDefault(table, Set.of());
          assertTrue(packages.stream().anyMatch(name -> isIn(name, owner)), table + " is unused");
          packages.stream()
              .filter(name -> !isIn(name, owner) && !isIn(name, READERS.getOrDefault(table, owner)))
              .forEach(name -> violations.add(name + " names " + table + " of " + owner));
        });
    assertEquals(List.of(), violations);
  }

  @Test
  void only_the_package_of_the_owner_itself_writes_a_table() throws IOException {
    Map<String, Set<String>> others = packagesByTable(WRITTEN);
    others.forEach((table, packages) -> packages.remove(OWNERS.get(table)));
    others.values().removeIf(Set::isEmpty);
    assertEquals(Map.of(), others);
  }

  @Test
  void rows_are_written_by_repositories_and_statements_of_a_database() throws IOException {
    List<String> others = new ArrayList<>();
    for (Path file : sources()) {
      String name = file.getFileName().toString();
      if (!name.matches("\\w+(Repository|Statements)\\.java")
          && literals(file).anyMatch(literal -> WRITTEN.matcher(literal).find())) {
        others.add(name);
      }
    }
    assertEquals(List.of(), others);
  }

  @Test
  void documented_schema_names_the_owner_of_each_table() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    String owner = null;
    for (MatchResult heading :
        HEADING.matcher(Files.readString(Path.of("docs/schema.md"))).results().toList()) {
      if (heading.group(2) == null) {
        owner = heading.group(1);
      } else {
        documented.put(heading.group(2), owner);
      }
    }
    Map<String, String> owners = new TreeMap<>(OWNERS);
    owners.remove("lb_message_id"); // a sequence
    owners.remove("lb_schema_history"); // Flyway creates it
    assertEquals(owners, documented);
  }

  private static boolean isIn(String name, String owner) {
    return name.equals(owner) || name.startsWith(owner + ".");
  }

  /** The packages whose string literals match a pattern, by the table in its group. */
  private static Map<String, Set<String>> packagesByTable(Pattern pattern) throws IOException {
    Map<String, Set<String>> names = new TreeMap<>();
    for (Path file : sources()) {
      String packageName =
          MAIN.relativize(file.getParent())
              .toString()
              .replace(file.getFileSystem().getSeparator(), ".");
      literals(file)
          .flatMap(literal -> pattern.matcher(literal).results())
          .map(match -> match.group(1).toLowerCase(Locale.ROOT))
          .forEach(name -> names.computeIfAbsent(name, key -> new TreeSet<>()).add(packageName));
    }
    return names;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(path -> path.toString().endsWith(".java")).toList();
    }
  }

  private static Stream<String> literals(Path file) throws IOException {
    return LITERAL.matcher(Files.readString(file)).results().map(TableOwnershipTest::literal);
  }

  private static String literal(MatchResult match) {
    return match.group(1) != null ? match.group(1) : match.group(2) != null ? match.group(2) : "";
  }
}
