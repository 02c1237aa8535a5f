package dev.letterbox.idempotency;

import dev.letterbox.api.IdempotencyKeyReusedException;
import dev.letterbox.api.IdempotencyService;
import dev.letterbox.api.IdempotentRequest;
import dev.letterbox.idempotency.Answers.Kept;
import dev.letterbox.shared.InputErrors;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Claims a key, does the work, keeps the answer: all in one transaction. */
@Stateless(name = "IdempotencyService")
@PermitAll
public class IdempotencyServiceBean implements IdempotencyService {

  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  @Inject private Answers answers;
  @Resource private SessionContext session;

  @Override
  public String once(IdempotentRequest request, Supplier<String> work) {
    check(request);
    Secret secret = new Secret(request.owner(), request.key());
    String fingerprint = secret.fingerprint(request.content());
    while (!answers.claim(request.owner(), secret.hash(), fingerprint)) {
      Optional<Kept> kept = answers.find(request.owner(), secret.hash());
      if (kept.isPresent()) {
        return answer(request.owner(), kept.get(), fingerprint, secret);
      }
    }
    String answer = done(work);
    answers.keep(request.owner(), secret.hash(), secret.seal(answer));
    return answer;
  }

  private static void check(IdempotentRequest request) {
    InputErrors errors = new InputErrors();
    errors.requiredLine("owner", request.owner(), InputErrors.MAX_NAME);
    if (request.key() == null || !KEY.matcher(request.key()).matches()) {
      errors.add("key", "Must be 1 to 255 visible ASCII characters.");
    }
    errors.throwIfAny();
  }

  private static String answer(String owner, Kept kept, String fingerprint, Secret secret) {
    if (!kept.fingerprint().equals(fingerprint)) {
      throw new IdempotencyKeyReusedException(owner);
    }
    if (kept.sealed() == null) {
      throw new IllegalStateException("The work asks for its own key");
    }
    return secret.open(kept.sealed());
  }

  /** Not every exception would roll back, but a claim without an answer must not stay. */
  private String done(Supplier<String> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      session.setRollbackOnly();
      throw e;
    }
  }
}
