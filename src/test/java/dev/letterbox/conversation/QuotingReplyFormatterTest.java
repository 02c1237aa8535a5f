package dev.letterbox.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expected texts are the output of format_subject and format_body of django-postman. */
class QuotingReplyFormatterTest {

  private final QuotingReplyFormatter formatter = new QuotingReplyFormatter();

  private void assertQuoted(String quoted, String body) {
    assertEquals("\n\nbob wrote:\n" + quoted + "\n", formatter.body("bob", body));
  }

  @Test
  void subject_gets_re_prefix_once_ignoring_case() {
    Map.of(
            "Lunch?", "Re: Lunch?",
            "Re: Lunch?", "Re: Lunch?",
            "RE: Lunch?", "RE: Lunch?",
            "re: ", "re: ",
            "Re:Lunch?", "Re: Re:Lunch?",
            "Regards: you", "Re: Regards: you",
            "AW: Lunch?", "Re: AW: Lunch?")
        .forEach((subject, reply) -> assertEquals(reply, formatter.subject(subject)));
  }

  @Test
  void each_line_is_quoted_and_all_line_separators_are_recognized() {
    assertQuoted("> At noon.", "At noon.");
    assertQuoted("> a\n> \n>  b\n> c", "a\r\n\r\n b\u2028c\n");
    assertQuoted("> ", "\n");
    assertQuoted("> ", "   ");
    assertQuoted("", "");
  }

  @Test
  void lines_are_wrapped_at_55_columns_including_the_quote_prefix() {
    assertQuoted(
        "> the quick brown fox jumps over the lazy dog and then\n> the well-known fox",
        "the quick brown fox jumps over the lazy dog and then the well-known fox");
    assertQuoted("> " + "x".repeat(53) + "\n> " + "x".repeat(7), "x".repeat(60));
  }

  @Test
  void quoted_lines_are_not_wrapped_again() {
    String quoted = "> " + "already quoted ".repeat(6);
    assertQuoted("> " + quoted, quoted);
    assertQuoted(
        "> >not quoted, as there is no blank behind the sign, so\n> it is wrapped",
        ">not quoted, as there is no blank behind the sign, so it is wrapped");
  }

  @Test
  void width_counts_code_points() {
    String smile = "\uD83D\uDE00";
    assertQuoted("> " + smile.repeat(53) + "\n> " + smile.repeat(7), smile.repeat(60));
  }

  @Test
  void lines_break_at_blanks_and_not_at_hyphens() {
    assertQuoted(
        "> one of two--or three--dashes between words that are\n> well-known and wrapped here",
        "one of two--or three--dashes between words that are well-known and wrapped here");
    assertQuoted("> " + "x".repeat(50) + "\n> well-known", "x".repeat(50) + " well-known");
    assertQuoted("> " + "x".repeat(53) + "\n> y", "x".repeat(53) + "  y");
  }

  @Test
  void words_longer_than_a_line_are_broken_and_fill_the_current_line() {
    assertQuoted(
        "> see https://example.org/a-very-long-path/that-does-no\n> t-fit/on-one-line now",
        "see https://example.org/a-very-long-path/that-does-not-fit/on-one-line now");
    assertQuoted(
        "> " + "x".repeat(53) + "\n> " + "x".repeat(53) + "\n> xx yy", "x".repeat(108) + " yy");
    assertQuoted("> " + "x".repeat(53) + "\n> y", "x".repeat(53) + " y");
  }

  @Test
  void blanks_are_kept_except_at_line_breaks() {
    assertQuoted(
        ">   Indented and   blanks   inside of a line that is\n> rather long stay",
        "  Indented and   blanks   inside of a line that is   rather long stay  ");
    assertQuoted("> \tTab", "\tTab");
    assertQuoted("> " + "x".repeat(40), " ".repeat(20) + "x".repeat(40));
  }

  @Test
  void quoting_time_is_bounded_for_any_text() {
    int repetitions = 300_000;
    for (String part : List.of("a", "-", " ", "a-", "a ", "a--", "\t", "\n", "\uD83D\uDE00")) {
      assertTimeout(
          Duration.ofSeconds(20),
          () -> formatter.body("bob", "a" + part.repeat(repetitions)),
          part);
    }
  }
}
