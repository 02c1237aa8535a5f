package dev.letterbox.rest.http;

import static java.util.Map.entry;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.LetterboxException;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.MessageWithdrawnException;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.UnreadMessageDeletionException;
import dev.letterbox.api.VisitorMessagesDisabledException;
import dev.letterbox.api.account.AccountExistsException;
import dev.letterbox.api.account.AccountNotFoundException;
import dev.letterbox.api.account.InvalidCredentialsException;
import dev.letterbox.api.account.NotLoggedInException;
import dev.letterbox.api.account.SessionLoginDisabledException;
import dev.letterbox.api.account.SessionNotFoundException;
import dev.letterbox.api.account.TokenNotFoundException;
import dev.letterbox.api.account.UserNotFoundException;
import dev.letterbox.api.conversation.MessageNotRepliableException;
import dev.letterbox.api.moderation.MessageNotPendingException;
import dev.letterbox.api.moderation.MessagePendingException;
import dev.letterbox.api.moderation.RecipientNotFoundException;
import dev.letterbox.api.notification.InvalidUnsubscribeLinkException;
import dev.letterbox.api.notification.OutboxEntryNotFoundException;
import dev.letterbox.api.notification.WebhookLimitExceededException;
import dev.letterbox.api.notification.WebhookNotFoundException;
import dev.letterbox.api.notification.WebhookService;
import dev.letterbox.api.request.IdempotencyKeyReusedException;
import dev.letterbox.api.spi.ExtensionFailedException;
import dev.letterbox.shared.security.LoginMethods;
import jakarta.ws.rs.core.HttpHeaders;
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
      Map.ofEntries(
          entry(MessageNotFoundException.class, Problem.of(404)),
          entry(AccountNotFoundException.class, Problem.of(404)),
          entry(UserNotFoundException.class, Problem.of(404)),
          entry(TokenNotFoundException.class, Problem.of(404)),
          entry(OutboxEntryNotFoundException.class, Problem.of(404)),
          entry(WebhookNotFoundException.class, Problem.of(404)),
          entry(
              WebhookLimitExceededException.class,
              Problem.of(409, "There are " + WebhookService.MAX_WEBHOOKS + " webhooks already.")),
          entry(
              InvalidUnsubscribeLinkException.class,
              Problem.of(404, "This link is not valid, or not any more.")),
          entry(
              SessionNotFoundException.class,
              Problem.of(404, "You have not logged in by a session.")),
          entry(
              InvalidCredentialsException.class,
              Problem.of(401, "The name or the password is wrong.")),
          entry(
              SessionLoginDisabledException.class,
              Problem.of(403, "Nobody can log in by a session here.")),
          entry(
              VisitorMessagesDisabledException.class,
              Problem.of(403, "Visitors can't write here.")),
          entry(NotPermittedException.class, Problem.of(403)),
          entry(
              MessageNotPendingException.class,
              Problem.of(409, "There is a decision on this message already.")),
          entry(
              MessagePendingException.class,
              Problem.of(409, "There is no decision on this message to take back.")),
          entry(
              RecipientNotFoundException.class,
              Problem.of(409, "There is no user whom this message could be delivered to.")),
          entry(
              AccountExistsException.class,
              Problem.of(409, "There is an account of this name already.")),
          entry(
              IdempotencyKeyReusedException.class,
              Problem.of(422, "This Idempotency-Key was used before, for another request.")),
          entry(
              UnreadMessageDeletionException.class,
              Problem.of(403, "You do not have the permission to delete unread messages")),
          entry(
              MessageWithdrawnException.class,
              Problem.of(409, "The message was withdrawn, so there is nothing to reply to.")),
          entry(
              MessageNotRepliableException.class,
              Problem.of(409, "A notice has no sender, so there is nobody to reply to.")),
          entry(NotLoggedInException.class, Problem.of(401)));

  /** Where a member of the JSON has another name than the component of the api's record. */
  private static final Map<String, String> FIELD_NAMES =
      Map.of(
          "body", "message",
          "text", "message",
          "tags", "extra_tags",
          "visitor", "email",
          "beginning", "q",
          "messages", "ids",
          "key", IdempotencyInterceptor.HEADER);

  @Override
  public Response toResponse(LetterboxException e) {
    if (e instanceof InvalidBodyException invalid) {
      return Problem.invalidFields(invalid.errors()).toResponse();
    }
    if (e instanceof InvalidInputException invalid) {
      return Problem.invalidFields(byFieldName(invalid.errors())).toResponse();
    }
    if (e instanceof ExtensionFailedException failed) {
      return IncidentReporter.report(
          failed, failed.extension() + " failed, so nothing was stored.");
    }
    Problem problem = PROBLEMS.get(e.getClass());
    Response response = problem == null ? IncidentReporter.report(e) : problem.toResponse();
    if (e instanceof InvalidCredentialsException) {
      // the page that sent it asks again by itself, so no browser shall
      response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, LoginMethods.SESSION_CHALLENGE);
    }
    return response;
  }

  private static Map<String, List<String>> byFieldName(Map<String, List<String>> errors) {
    Map<String, List<String>> members = new LinkedHashMap<>();
    errors.forEach((field, texts) -> members.put(FIELD_NAMES.getOrDefault(field, field), texts));
    return members;
  }
}
