package dev.letterbox.shared.config;

/** A method of log-in. */
public enum LoginMethod {
  BASIC,
  BEARER,
  SESSION
}
