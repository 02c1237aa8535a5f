package dev.letterbox.rest;

import dev.letterbox.api.AccountExistsException;
import dev.letterbox.api.AccountNotFoundException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.LetterboxException;
import dev.letterbox.api.LogInFailedException;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.SessionNotFoundException;
import dev.letterbox.api.SessionsClosedException;
import dev.letterbox.api.TokenNotFoundException;
import dev.letterbox.api.UnreadMessageException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the services refuse. */
@Provider
public class LetterboxExceptionMapper implements ExceptionMapper<LetterboxException> {

  static final Map<Class<?>, Problem> PROBLEMS =
      Map.of(
          MessageNotFoundException.class,
          Problem.of(404),
          AccountNotFoundException.class,
          Problem.of(404),
          TokenNotFoundException.class,
          Problem.of(404),
          SessionNotFoundException.class,
          Problem.of(404, "You have not logged in by a session."),
          LogInFailedException.class,
          Problem.of(401, "The name or the password is wrong."),
          SessionsClosedException.class,
          Problem.of(403, "Nobody can log in by a session here."),
          NotPermittedException.class,
          Problem.of(403),
          AccountExistsException.class,
          Problem.of(409, "There is an account of this name already."),
          UnreadMessageException.class,
          Problem.of(403, "You do not have the permission to delete unread messages"));

  /** Where a member of the JSON has another name than the component of the api's record. */
  private static final Map<String, String> MEMBERS =
      Map.of("body", "message", "text", "message", "tags", "extra_tags");

  @Override
  public Response toResponse(LetterboxException e) {
    if (e instanceof InvalidInputException invalid) {
      return Problem.ofFields(byMember(invalid.errors())).toResponse();
    }
    Problem problem = PROBLEMS.get(e.getClass());
    return problem == null ? Incidents.report(e) : problem.toResponse();
  }

  private static Map<String, List<String>> byMember(Map<String, List<String>> errors) {
    Map<String, List<String>> members = new LinkedHashMap<>();
    errors.forEach((field, texts) -> members.put(MEMBERS.getOrDefault(field, field), texts));
    return members;
  }
}
