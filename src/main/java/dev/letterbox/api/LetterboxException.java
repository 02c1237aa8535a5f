package dev.letterbox.api;

import jakarta.ejb.ApplicationException;

/**
 * The root of all errors that the services of Letterbox report to their callers.
 *
 * <p>Each error belongs to a family, which a caller can catch: {@link InvalidInputException},
 * {@link NotFoundException}, {@link ConflictException}, {@link NotPermittedException}, {@link
 * dev.letterbox.api.account.NotAuthenticatedException}, {@link
 * dev.letterbox.api.account.RetryLaterException}. {@link #kind} names the family for code that
 * treats all errors alike, as the REST API does.
 *
 * <p>{@link #getMessage} is for logs: it names what the error is about, with its id. {@link
 * #detail} is for end users: it contains no ids, no names and nothing that the user has entered.
 *
 * <p>Transactions: it leaves an EJB unwrapped and marks the transaction for rollback, so that
 * nothing is half done. An EJB in another module declares it as an application exception in its
 * {@code ejb-jar.xml}, because containers read the annotation only of classes in the module of the
 * EJB.
 */
@ApplicationException(rollback = true, inherited = true)
public abstract class LetterboxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String detail;

  /** The family of an error, which is all that a protocol needs to know of it. */
  public enum Kind {
    /** The input breaks a rule. 400 over HTTP. */
    INVALID_INPUT,
    /** There is no caller, or its credentials are wrong. 401 over HTTP. */
    NOT_AUTHENTICATED,
    /** The caller, or the configuration, does not permit it. 403 over HTTP. */
    NOT_PERMITTED,
    /** It does not exist, or not for this user. 404 over HTTP. */
    NOT_FOUND,
    /** It contradicts the present state of what it concerns. 409 over HTTP. */
    CONFLICT,
    /** An idempotency key was used before with other content. 422 over HTTP. */
    KEY_REUSED,
    /** Too many failed attempts; a later one may succeed. 429 over HTTP. */
    TOO_MANY_ATTEMPTS,
    /** Too much work at once; a later attempt may succeed. 503 over HTTP. */
    UNAVAILABLE,
    /** A bean that was added to Letterbox failed. 500 over HTTP. */
    EXTENSION_FAILED
  }

  /**
   * @param context what the error is about, with its id, like {@code message 17}; for logs only
   * @param detail one sentence for end users, without ids and names
   */
  protected LetterboxException(Kind kind, String context, String detail) {
    super(context + ": " + detail);
    this.kind = kind;
    this.detail = detail;
  }

  /**
   * @param context what the error is about, with its id, like {@code message 17}; for logs only
   * @param detail one sentence for end users, without ids and names
   * @param cause null when unknown; it cannot be set later
   */
  protected LetterboxException(Kind kind, String context, String detail, Throwable cause) {
    super(context + ": " + detail, cause);
    this.kind = kind;
    this.detail = detail;
  }

  public Kind kind() {
    return kind;
  }

  /** What is wrong, in one sentence for end users. */
  public String detail() {
    return detail;
  }
}
