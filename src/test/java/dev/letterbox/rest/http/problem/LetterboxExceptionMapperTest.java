package dev.letterbox.rest.http.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.LetterboxException;
import dev.letterbox.api.MessageNotFoundException;
import org.junit.jupiter.api.Test;

class LetterboxExceptionMapperTest {

  /** An error that the mapper has no line for. */
  private static final class UnknownException extends LetterboxException {

    private static final long serialVersionUID = 1L;

    UnknownException(Kind kind) {
      super(kind, "row 17", "It failed.");
    }
  }

  @Test
  void the_kind_decides_the_status_and_the_detail_is_the_text() {
    assertEquals(401, statusOf(LetterboxException.Kind.NOT_AUTHENTICATED));
    assertEquals(403, statusOf(LetterboxException.Kind.NOT_PERMITTED));
    assertEquals(404, statusOf(LetterboxException.Kind.NOT_FOUND));
    assertEquals(409, statusOf(LetterboxException.Kind.CONFLICT));
    assertEquals(422, statusOf(LetterboxException.Kind.KEY_REUSED));
    assertEquals(429, statusOf(LetterboxException.Kind.TOO_MANY_ATTEMPTS));
    assertEquals(503, statusOf(LetterboxException.Kind.UNAVAILABLE));
  }

  private static int statusOf(LetterboxException.Kind kind) {
    UnknownException error = new UnknownException(kind);
    assertEquals("row 17: It failed.", error.getMessage());
    Problem problem = LetterboxExceptionMapper.problemOf(error);
    assertEquals("It failed.", problem.detail());
    return problem.status();
  }

  @Test
  void a_problem_contains_no_ids() {
    Problem notFound = LetterboxExceptionMapper.problemOf(new MessageNotFoundException(17));
    assertEquals("Not found.", notFound.detail());
    Problem conflict =
        LetterboxExceptionMapper.problemOf(new ConflictException("message 17", "Decided."));
    assertEquals("Decided.", conflict.detail());
    assertTrue(conflict.errors().isEmpty());
  }
}
