package dev.letterbox.idempotency;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.request.IdempotencyKeyReusedException;
import dev.letterbox.api.request.IdempotencyService;
import dev.letterbox.api.request.IdempotentRequest;
import dev.letterbox.idempotency.IdempotencyRepository.StoredAnswer;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Claims a key, runs the work and stores its answer, in one transaction. */
@Stateless(name = "IdempotencyService")
@PermitAll
public class IdempotencyServiceBean implements IdempotencyService {

  private static final Pattern KEY_FORMAT = Pattern.compile("[!-~]{1,255}");

  @Inject private IdempotencyRepository repository;
  @Resource private SessionContext sessionContext;

  @Override
  public String runOnce(IdempotentRequest request, Supplier<String> work) {
    validate(request);
    KeyDigest digest = new KeyDigest(request.key());
    String keyHash = digest.keyHash();
    String fingerprint = digest.fingerprint(request.content());
    while (!repository.claim(request.owner(), keyHash, fingerprint)) {
      Optional<StoredAnswer> stored = repository.find(request.owner(), keyHash);
      if (stored.isPresent()) {
        return storedAnswer(request.owner(), stored.get(), fingerprint);
      }
    }
    String answer = runOrRollBack(work);
    if (!request.secretResult()) {
      repository.storeAnswer(request.owner(), keyHash, answer);
    }
    return answer;
  }

  private static void validate(IdempotentRequest request) {
    ValidationErrors errors = new ValidationErrors();
    errors.checkRequiredLine("owner", request.owner(), ValidationErrors.MAX_NAME_LENGTH);
    if (request.key() == null || !KEY_FORMAT.matcher(request.key()).matches()) {
      errors.add("key", "Must be 1 to 255 visible ASCII characters.");
    }
    errors.throwIfAny();
  }

  private static String storedAnswer(String owner, StoredAnswer stored, String fingerprint) {
    if (!stored.fingerprint().equals(fingerprint)) {
      throw new IdempotencyKeyReusedException(owner);
    }
    if (stored.answer() == null) {
      throw new ConflictException(
          "key of " + owner,
          "A request with this Idempotency-Key was executed before. Its response is not stored,"
              + " because it contains a secret.");
    }
    return stored.answer();
  }

  /** Some exceptions do not roll back by themselves, but the claim must not stay. */
  private String runOrRollBack(Supplier<String> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      sessionContext.setRollbackOnly();
      throw e;
    }
  }
}
