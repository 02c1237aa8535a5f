package dev.letterbox.mail;

/** A template or text has an error; the message names it and where it comes from. */
class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
