package dev.letterbox.account;

import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.account.CreatedSession;
import dev.letterbox.api.account.Session;
import dev.letterbox.api.account.SessionService;
import dev.letterbox.shared.config.LoginMethod;
import dev.letterbox.shared.config.LoginSetting;
import dev.letterbox.shared.jdbc.Transactions;
import dev.letterbox.shared.security.CurrentClient;
import dev.letterbox.shared.security.LoginMethods;
import dev.letterbox.shared.security.LoginThrottle;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Logs users in and out. A password is verified without holding a connection. */
@Stateless(name = "SessionService")
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SessionServiceBean implements SessionService {

  @Inject private AccountIdentityStore identityStore;
  @Inject private LoginAccountReader accountReader;
  @Inject private SessionRepository sessionRepository;
  @Inject private LoginMethods loginMethods;
  @Inject private LoginThrottle throttle;
  @Inject private CurrentClient client;
  @EJB private Transactions transactions;

  @Override
  public CreatedSession logIn(String user, String password, Collection<String> replacedSecrets) {
    if (!loginMethods.isEnabled(LoginMethod.SESSION)) {
      throw new NotPermittedException(
          LoginSetting.LOGIN_METHODS.key(), "Log-in by a session is disabled.");
    }
    ValidationErrors errors = new ValidationErrors();
    requireText("user", user, errors);
    requireText("password", password, errors);
    errors.throwIfAny();
    LoginAccount account = authenticate(user, password);
    SessionSecret secret = SessionSecret.generate();
    Instant expiresAt =
        transactions.inTransaction(
            () -> sessionRepository.create(account, secret, sessionIds(replacedSecrets)));
    Session session = toSession(secret.id(), account, expiresAt);
    return new CreatedSession(session, secret.text(), secret.csrfToken());
  }

  private LoginAccount authenticate(String user, String password) {
    try (LoginThrottle.LoginAttempt attempt = throttle.begin(user, client.address())) {
      LoginAccount account =
          identityStore
              .authenticate(user, password.toCharArray())
              .orElseThrow(() -> SessionRepository.wrongCredentials(user));
      attempt.succeed();
      return account;
    }
  }

  private static void requireText(String field, String value, ValidationErrors errors) {
    if (errors.checkText(field, value).isEmpty()) {
      errors.add(field, "May not be blank.");
    }
  }

  private static List<String> sessionIds(Collection<String> secrets) {
    return secrets.stream()
        .map(SessionSecret::parse)
        .flatMap(Optional::stream)
        .map(SessionSecret::id)
        .toList();
  }

  @Override
  public Session get(String id) {
    LoginSession session = accountReader.findSession(id).orElseThrow(() -> noSession(id));
    return toSession(id, session.account(), session.expiresAt());
  }

  private static NotFoundException noSession(String id) {
    return new NotFoundException("session " + id, "You have not logged in by a session.");
  }

  private static Session toSession(String id, LoginAccount account, Instant expiresAt) {
    List<String> roles = account.roles().stream().sorted().toList();
    return new Session(id, account.name(), roles, expiresAt);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void end(String id) {
    if (sessionRepository.end(List.of(id)) == 0) {
      throw noSession(id);
    }
  }
}
