package dev.letterbox.shared.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedSqlTest {

  private static final Dialect DERBY = new DerbyDialect();
  private static final Dialect POSTGRESQL = new PostgresqlDialect(" collate \"default\"");

  private static ParsedSql parse(String text) {
    return ParsedSql.of(text, POSTGRESQL);
  }

  @Test
  void named_parameters_become_question_marks() {
    ParsedSql parsed = parse("select a from t where b = :owner and c in (:ids) and d <> :owner");
    assertEquals("select a from t where b = ? and c in (?) and d <> ?", parsed.sql());
    assertEquals(List.of("owner", "ids"), parsed.names());
    assertArrayEquals(new int[] {0, 1, 0}, parsed.marks());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ':a' from t",
        "select 'it''s :a' from t",
        "select \":a\" from t",
        "select x::text from t",
        "select 1 -- of :a? {x}\n from t",
        "select 1 from t --DERBY-PROPERTIES index=LB_X",
        "select /* :a ? {x} */ 1 from t",
        "select a[1:2] from t",
        "select '{x}?' from t"
      })
  void literals_names_comments_and_casts_stay_as_they_are(String text) {
    ParsedSql parsed = parse(text);
    assertEquals(text, parsed.sql());
    assertEquals(List.of(), parsed.names());
  }

  @Test
  void a_parameter_can_be_cast() {
    assertEquals("select ?::bigint", parse("select :id::bigint").sql());
  }

  @Test
  void a_parameter_can_be_the_end_of_the_text() {
    assertEquals(List.of("first_id2"), parse("select 1 from t where id > :first_id2").names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"select ?", "select 'a", "select \"a", "select /* a", "select {unlocked", "{no}"})
  void what_cannot_be_parsed_is_an_error(String text) {
    assertThrows(IllegalArgumentException.class, () -> parse(text));
  }

  @Test
  void lists_have_as_many_question_marks_as_values() {
    ParsedSql parsed =
        parse("select 1 from t where a = :a and (b in (:b) or c in (:b)) and d = :a");
    assertEquals(
        "select 1 from t where a = ? and (b in (?, ?, ?, ?) or c in (?, ?, ?, ?)) and d = ?",
        parsed.withList(1, 4));
    assertEquals(parsed.sql(), parsed.withList(1, 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 4", "5, 8", "1000, 1024", "1024, 1024"})
  void lists_are_padded_to_a_power_of_two(int length, int padded) {
    assertEquals(padded, SqlStatement.padToPowerOfTwo(length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "x {for update}           | x                                  | x for update",
        "x {for key share}        | x with rs                          | x for key share",
        "x {for single key share} | x for update with rs               | x for key share",
        "x {unlocked}             | x with ur                          | x",
        "x {on conflict do nothing} | x                                | x on conflict do nothing",
        "x {index lb_a} y         | x --DERBY-PROPERTIES index=LB_A/ y | x  y",
        "x {index lb_a_pk}        | x --DERBY-PROPERTIES constraint=LB_A_PK/ | x",
        "from {fixed join order} a | from --DERBY-PROPERTIES joinOrder=FIXED/ a | from  a",
        "a {lookup} where         | a --DERBY-PROPERTIES joinStrategy=NESTEDLOOP/ where | a  where",
        "{lower a} = {lower :b}   | lower(a) = lower(?) | lower(a collate \"default\") = lower(? collate \"default\")",
        "{lower a} {byte order}   | lower(a)            | lower(a collate \"default\") collate \"C\"",
        "{octet_length a}         | length(a)           | octet_length(a)",
        "select 1 {from dual}     | select 1 from sysibm.sysdummy1     | select 1"
      })
  void each_dialect_has_its_words(String text, String derby, String postgresql) {
    assertEquals(derby.replace('/', '\n').strip(), ParsedSql.of(text, DERBY).sql().strip());
    assertEquals(postgresql, ParsedSql.of(text, POSTGRESQL).sql().strip());
  }

  @Test
  void an_unknown_word_is_named() {
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> parse("select 1 {for updates}"));
    assertTrue(error.getMessage().contains("{for updates}"), error.getMessage());
  }
}
