package dev.letterbox.user;

import dev.letterbox.api.LogInFailedException;
import dev.letterbox.api.NewSession;
import dev.letterbox.api.Session;
import dev.letterbox.api.SessionNotFoundException;
import dev.letterbox.api.SessionService;
import dev.letterbox.api.SessionsClosedException;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.LogInWays;
import dev.letterbox.shared.Setting.LogIn;
import dev.letterbox.shared.Transactions;
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

/** Logs users in and out. No connection is held while a password is checked. */
@Stateless(name = "SessionService")
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SessionServiceBean implements SessionService {

  @Inject private AccountIdentityStore passwords;
  @Inject private LoginAccounts accounts;
  @Inject private Sessions sessions;
  @Inject private LogInWays ways;
  @EJB private Transactions transactions;

  @Override
  public NewSession begin(String user, String password, Collection<String> former) {
    if (!ways.isOpen(LogIn.SESSION)) {
      throw new SessionsClosedException();
    }
    InputErrors errors = new InputErrors();
    required("user", user, errors);
    required("password", password, errors);
    errors.throwIfAny();
    LoginAccount account =
        passwords.byPassword(user, password.toCharArray()).orElseThrow(LogInFailedException::new);
    SessionSecret secret = SessionSecret.random();
    Instant expiresAt = transactions.join(() -> sessions.begin(account, secret, ids(former)));
    Session session = session(secret.id(), account, expiresAt);
    return new NewSession(session, secret.text(), secret.csrfToken());
  }

  private static void required(String field, String value, InputErrors errors) {
    if (errors.text(field, value).isEmpty()) {
      errors.add(field, "May not be blank.");
    }
  }

  private static List<String> ids(Collection<String> secrets) {
    return secrets.stream()
        .map(SessionSecret::parse)
        .flatMap(Optional::stream)
        .map(SessionSecret::id)
        .toList();
  }

  @Override
  public Session get(String id) {
    LoginSession found = accounts.findSession(id).orElseThrow(SessionNotFoundException::new);
    return session(id, found.account(), found.expiresAt());
  }

  private static Session session(String id, LoginAccount account, Instant expiresAt) {
    List<String> roles = account.roles().stream().sorted().toList();
    return new Session(id, account.name(), roles, expiresAt);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void end(String id) {
    if (sessions.end(List.of(id)) == 0) {
      throw new SessionNotFoundException();
    }
  }
}
