package dev.letterbox.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The migrations of the two databases make the same changes. */
class SchemaTest {

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Pattern TABLE =
      Pattern.compile("create table (\\w+) \\((.*?)\\n\\);", Pattern.DOTALL);
  private static final Pattern COLUMN =
      Pattern.compile("(?m)^  (?!primary key|constraint)(\\w+)\\s+(\\w+)(?:\\(\\d+\\))?(.*?),?$");

  private static final Pattern ADDED =
      Pattern.compile("alter table \\w+ add column \\w+ \\w+( not null)?");

  @Test
  void both_databases_have_the_same_files() throws IOException {
    assertEquals(files("postgresql"), files("derby"));
  }

  @Test
  void both_databases_have_the_same_tables_and_columns() throws IOException {
    Map<String, String> tables = tables("postgresql");
    assertEquals(18, tables.size(), tables.keySet().toString());
    assertEquals(tables, tables("derby"));
    assertTrue(tables.keySet().stream().allMatch(name -> name.startsWith("lb_")));
  }

  @Test
  void both_databases_add_the_same_columns() throws IOException {
    List<String> added = addedColumns("postgresql");
    assertFalse(added.isEmpty());
    assertEquals(added, addedColumns("derby"));
  }

  @Test
  void both_databases_rename_the_same_columns() throws IOException {
    Pattern postgresql = Pattern.compile("alter table (\\w+) rename column (\\w+) to (\\w+);");
    Pattern derby = Pattern.compile("rename column (\\w+)\\.(\\w+) to (\\w+);");
    List<String> renamed = renamedColumns("postgresql", postgresql);
    assertFalse(renamed.isEmpty());
    assertEquals(renamed, renamedColumns("derby", derby));
  }

  private static List<String> renamedColumns(String database, Pattern rename) throws IOException {
    List<String> renamed = new ArrayList<>();
    for (String file : files(database)) {
      String sql = Files.readString(MIGRATIONS.resolve(database).resolve(file));
      rename
          .matcher(sql)
          .results()
          .map(match -> match.group(1) + "." + match.group(2) + " " + match.group(3))
          .forEach(renamed::add);
    }
    return renamed;
  }

  private static List<String> addedColumns(String database) throws IOException {
    List<String> added = new ArrayList<>();
    for (String file : files(database)) {
      String sql = Files.readString(MIGRATIONS.resolve(database).resolve(file));
      ADDED.matcher(sql).results().map(MatchResult::group).forEach(added::add);
    }
    return added;
  }

  private static List<String> files(String database) throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS.resolve(database))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Columns by table: their names, types, and whether they may be null. */
  private static Map<String, String> tables(String database) throws IOException {
    Map<String, String> tables = new TreeMap<>();
    for (String file : files(database)) {
      String sql = Files.readString(MIGRATIONS.resolve(database).resolve(file));
      Matcher table = TABLE.matcher(sql);
      while (table.find()) {
        tables.put(table.group(1), columns(table.group(2)));
      }
    }
    return tables;
  }

  private static String columns(String body) {
    StringBuilder columns = new StringBuilder();
    Matcher column = COLUMN.matcher(body);
    while (column.find()) {
      boolean needed = column.group(3).contains("not null") || column.group(3).contains("identity");
      columns
          .append(column.group(1))
          .append(' ')
          .append(column.group(2).replace("text", "clob"))
          .append(needed ? " not null\n" : "\n");
    }
    return columns.toString();
  }
}
