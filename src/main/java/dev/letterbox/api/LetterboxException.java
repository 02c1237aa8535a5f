package dev.letterbox.api;

import jakarta.ejb.ApplicationException;

/**
 * The root of all errors that Letterbox reports to its callers. It leaves an EJB as it is (never
 * wrapped in an {@code EJBException}) and marks the transaction for rollback, so that nothing is
 * half done. An EJB in another module declares it as an application exception in its {@code
 * ejb-jar.xml}: containers read the annotation only of classes in the module of the EJB.
 */
@ApplicationException(rollback = true, inherited = true)
public abstract class LetterboxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  protected LetterboxException(String message) {
    super(message);
  }
}
