package dev.letterbox.shared.config;

/** The response to callers without log-in. */
public enum AnonymousAccess {
  REFUSE,
  EMPTY
}
