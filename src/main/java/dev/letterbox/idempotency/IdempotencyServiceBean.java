package dev.letterbox.idempotency;

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

/** Claims a key, does the work, keeps the answer: all in one transaction. */
@Stateless(name = "IdempotencyService")
@PermitAll
public class IdempotencyServiceBean implements IdempotencyService {

  private static final Pattern KEY_FORMAT = Pattern.compile("[!-~]{1,255}");

  @Inject private IdempotencyRepository repository;
  @Resource private SessionContext sessionContext;

  @Override
  public String runOnce(IdempotentRequest request, Supplier<String> work) {
    validate(request);
    AnswerCipher cipher = new AnswerCipher(request.owner(), request.key());
    String fingerprint = cipher.fingerprint(request.content());
    while (!repository.claim(request.owner(), cipher.keyHash(), fingerprint)) {
      Optional<StoredAnswer> stored = repository.find(request.owner(), cipher.keyHash());
      if (stored.isPresent()) {
        return decryptStoredAnswer(request.owner(), stored.get(), fingerprint, cipher);
      }
    }
    String answer = runOrRollBack(work);
    repository.storeAnswer(request.owner(), cipher.keyHash(), cipher.encrypt(answer));
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

  private static String decryptStoredAnswer(
      String owner, StoredAnswer stored, String fingerprint, AnswerCipher cipher) {
    if (!stored.fingerprint().equals(fingerprint)) {
      throw new IdempotencyKeyReusedException(owner);
    }
    if (stored.encryptedAnswer() == null) {
      throw new IllegalStateException("The work asks for its own key");
    }
    return cipher.decrypt(stored.encryptedAnswer());
  }

  /** Not every exception would roll back, but a claim without an answer must not stay. */
  private String runOrRollBack(Supplier<String> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      sessionContext.setRollbackOnly();
      throw e;
    }
  }
}
