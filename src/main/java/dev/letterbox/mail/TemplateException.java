package dev.letterbox.mail;

/** A template or a text has an error; the message names it. */
class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
