package dev.letterbox.api.account;

import java.util.List;

/** The roles of users. */
public final class Roles {

  /** Reads and writes their own messages; each user has it. */
  public static final String USER = "user";

  /** Accepts and rejects messages. */
  public static final String MODERATOR = "moderator";

  /** Sends broadcasts and notices. */
  public static final String BROADCASTER = "broadcaster";

  /** Manages accounts, tokens, webhooks, the outbox and maintenance. */
  public static final String ADMIN = "admin";

  /** All roles. */
  public static final List<String> ALL = List.of(USER, MODERATOR, BROADCASTER, ADMIN);

  private Roles() {}
}
