package dev.letterbox.idempotency;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.request.IdempotencyKeyReusedException;
import dev.letterbox.api.request.IdempotencyService;
import dev.letterbox.api.request.IdempotentRequest;
import dev.letterbox.idempotency.IdempotencyRepository.StoredResult;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Claims a key, runs the work and stores its result, in one transaction. */
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
      Optional<StoredResult> stored = repository.find(request.owner(), keyHash);
      if (stored.isPresent()) {
        return storedResult(request.owner(), stored.get(), fingerprint);
      }
    }
    String result = runOrRollBack(work);
    if (!request.secretResult()) {
      repository.storeResult(request.owner(), keyHash, result);
    }
    return result;
  }

  private static void validate(IdempotentRequest request) {
    ValidationErrors errors = new ValidationErrors();
    errors.checkRequiredLine("owner", request.owner(), ValidationErrors.MAX_NAME_LENGTH);
    if (request.key() == null || !KEY_FORMAT.matcher(request.key()).matches()) {
      errors.add("key", "Must be 1 to 255 visible ASCII characters.");
    }
    errors.throwIfAny();
  }

  private static String storedResult(String owner, StoredResult stored, String fingerprint) {
    if (!stored.fingerprint().equals(fingerprint)) {
      throw new IdempotencyKeyReusedException(owner);
    }
    if (stored.result() == null) {
      throw new ConflictException(
          "key of " + owner,
          "A request with this Idempotency-Key was executed before. Its response is not stored,"
              + " because it contains a secret.");
    }
    return stored.result();
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
