package dev.letterbox.api.account;

import java.util.List;

/** The roles that callers of Letterbox may have. */
public final class Roles {

  /** Reads and writes messages of its own; everybody who can log in has it. */
  public static final String USER = "user";

  /** Accepts and rejects what others wrote. */
  public static final String MODERATOR = "moderator";

  /** Tells many users something, with or without a sender. */
  public static final String BROADCASTER = "broadcaster";

  /** Looks after accounts and tokens. */
  public static final String ADMIN = "admin";

  /** All of them. */
  public static final List<String> ALL = List.of(USER, MODERATOR, BROADCASTER, ADMIN);

  private Roles() {}
}
