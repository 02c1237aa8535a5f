package dev.letterbox.shared.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On Derby in memory. */
class DatabaseTest {

  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00.123456Z");
  private static final String INSERT =
      """
      insert into person (id, name, born, unit) values (:id, :name, :born, :unit)
      {on conflict do nothing}
      """;
  private static final String NAME = "select name from person where id = :id";

  private static Database database;

  @BeforeAll
  static void create() {
    System.setProperty("derby.stream.error.file", "target/derby-of-unit-tests.log");
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName("memory:DatabaseTest");
    derby.setCreateDatabase("create");
    database = new Database(derby);
    database
        .sql(
            """
            create table person (
              id bigint not null primary key, name varchar(20), born timestamp, unit varchar(10))
            """)
        .update();
  }

  @AfterAll
  static void drop() {
    database.sql("drop table person").update();
  }

  @BeforeEach
  void deleteAll() {
    database.sql("delete from person").update();
  }

  private static SqlStatement insert(long id, String name) {
    return database
        .sql(INSERT)
        .bind("id", id)
        .bind("name", name)
        .bind("born", NOON)
        .bind("unit", TimeUnit.DAYS);
  }

  private static void insertMany(long number) {
    database
        .sql(INSERT)
        .bind("born", null)
        .bind("unit", null)
        .batch(
            LongStream.rangeClosed(1, number).boxed().toList(),
            (id, row) -> row.bind("id", id).bind("name", "n" + id));
  }

  @Test
  void what_is_stored_is_read() {
    assertEquals(1, insert(1, "Ada").update());
    record Person(long id, String name, Instant born, String unit) {}
    assertEquals(
        List.of(new Person(1, "Ada", NOON, "DAYS")),
        database
            .sql("select * from person")
            .list(
                row ->
                    new Person(
                        row.getLong("id"),
                        row.getString("name"),
                        Database.instant(row, "born"),
                        row.getString("unit"))));
  }

  @Test
  void null_is_stored_and_read() {
    insert(1, null).bind("born", null).update();
    assertEquals(
        Optional.empty(), database.sql(NAME).bind("id", 1).first(row -> row.getString("name")));
    assertEquals(
        Optional.empty(),
        database.sql("select born from person").first(row -> Database.instant(row, "born")));
  }

  @Test
  void first_is_empty_without_a_row() {
    assertEquals(Optional.empty(), database.sql(NAME).bind("id", 7).first(row -> "found"));
    assertFalse(database.sql(NAME).bind("id", 7).exists());
  }

  @Test
  void single_wants_exactly_one_row() {
    insertMany(2);
    SqlStatement all = database.sql("select count(*) from person");
    assertEquals(2L, all.<Long>single(row -> row.getLong(1)));
    SqlStatement both = database.sql("select id from person");
    assertThrows(IllegalStateException.class, () -> both.single(row -> row.getLong(1)));
    SqlStatement none = database.sql(NAME).bind("id", 7);
    assertThrows(IllegalStateException.class, () -> none.single(row -> row.getString(1)));
  }

  @Test
  void a_batch_returns_the_rows_that_it_changed() {
    insertMany(3);
    assertEquals(
        List.of(1, 3),
        database
            .sql("update person set name = :name where id = :id")
            .bind("name", "x")
            .batch(List.of(1, 9, 3), (id, row) -> row.bind("id", id)));
    assertEquals(List.of(), database.sql(NAME).batch(List.of(), (id, row) -> {}));
  }

  @Test
  void rows_are_mapped_to_keys_and_grouped_by_keys_in_their_order() {
    insertMany(5);
    Map<Long, String> names =
        database
            .sql("select id, name from person where id > 3 order by id desc")
            .map(row -> row.getLong("id"), row -> row.getString("name"));
    assertEquals("{5=n5, 4=n4}", names.toString());
    Map<Long, List<Long>> byRemainder =
        database
            .sql("select id, mod(id, 2) as remainder from person order by id desc")
            .group(row -> row.getLong("remainder"), row -> row.getLong("id"));
    assertEquals("{1=[5, 3, 1], 0=[4, 2]}", byRemainder.toString());
  }

  @Test
  void a_list_of_any_length_keeps_its_order() {
    insertMany(2500);
    List<Long> ids = LongStream.iterate(2500, id -> id - 1).limit(2500).boxed().toList();
    List<Long> found = new ArrayList<>();
    int rows =
        database
            .sql("select id from person where id in (:ids) and id > :least order by id desc")
            .bind("least", 2)
            .bindList("ids", ids)
            .forEach(row -> found.add(row.getLong("id")));
    assertEquals(2498, rows);
    assertEquals(ids.subList(0, 2498), found);
  }

  @Test
  void an_empty_list_finds_and_changes_nothing() {
    insertMany(1);
    assertEquals(
        List.of(),
        database
            .sql("select id from person where id in (:ids)")
            .bindList("ids", List.of())
            .list(row -> row.getLong("id")));
    assertEquals(
        0,
        database.sql("delete from person where id in (:ids)").bindList("ids", List.of()).update());
  }

  @Test
  void a_list_can_be_changed() {
    insertMany(2000);
    assertEquals(
        1500,
        database
            .sql("delete from person where id in (:ids)")
            .bindList("ids", LongStream.rangeClosed(501, 2500).boxed().toList())
            .update());
  }

  @Test
  void a_row_with_the_same_key_is_not_inserted() {
    assertTrue(insert(1, "Ada").insertIfAbsent());
    assertFalse(insert(1, "Bob").insertIfAbsent());
    assertEquals("Ada", database.sql(NAME).bind("id", 1).single(row -> row.getString("name")));
    SqlStatement again = insert(1, "Bob");
    assertTrue(assertThrows(UncheckedSqlException.class, again::update).isDuplicateKey());
  }

  @Test
  void fragments_with_the_same_names_are_joined() {
    insertMany(9);
    SqlFragment some =
        SqlFragment.of("id > :bound").bind("bound", 3).add(" and id < :bound").bind("bound", 6);
    SqlFragment query =
        SqlFragment.of("select id from {fixed join order} person where ")
            .add(some)
            .add(" or name = :name order by id {unlocked}")
            .bind("name", "n9");
    assertEquals(List.of(4L, 5L, 9L), database.sql(query).list(row -> row.getLong("id")));
  }

  @Test
  void a_row_is_locked_by_an_update() {
    insertMany(2);
    String lock = "update person set name = name where id = :id";
    database.sql(lock).bind("id", 1).lockRow();
    database.sql(lock).lockRows(List.of(1, 2), (id, row) -> row.bind("id", id));
    assertThrows(IllegalStateException.class, () -> database.sql(lock).lockRow());
  }

  @Test
  void a_missing_parameter_is_named() {
    SqlStatement query = database.sql(NAME);
    assertNames("id", assertThrows(IllegalStateException.class, query::exists));
    SqlStatement batch = database.sql(NAME);
    assertNames(
        "id",
        assertThrows(IllegalStateException.class, () -> batch.batch(List.of(1), (id, row) -> {})));
    SqlFragment fragment = SqlFragment.of(NAME);
    assertNames("id", assertThrows(IllegalStateException.class, () -> database.sql(fragment)));
  }

  @Test
  void a_superfluous_parameter_is_named() {
    SqlStatement query = database.sql(NAME);
    assertNames(
        "name", assertThrows(IllegalArgumentException.class, () -> query.bind("name", "Ada")));
    assertNames(
        "names",
        assertThrows(IllegalArgumentException.class, () -> query.bindList("names", List.of())));
    SqlFragment fragment = SqlFragment.of("select 1 from person").bind("name", 1);
    assertNames("name", assertThrows(IllegalArgumentException.class, () -> database.sql(fragment)));
  }

  private static void assertNames(String parameter, Exception error) {
    assertTrue(error.getMessage().contains(":" + parameter + " "), error.getMessage());
  }

  @Test
  void a_list_is_no_value() {
    SqlStatement query = database.sql(NAME);
    assertThrows(IllegalArgumentException.class, () -> query.bind("id", List.of(1)));
  }

  @Test
  void an_error_of_the_database_is_unchecked() {
    SqlStatement wrong = database.sql("select nothing from person");
    assertThrows(UncheckedSqlException.class, wrong::exists);
  }

  @Test
  void implementations_are_chosen_by_the_dialect() {
    assertEquals("derby", database.dialect().choose(() -> "derby", () -> "postgresql"));
  }
}
