package dev.letterbox.api;

/**
 * The importance of a message: any integer, a higher one is more important. These five have a name,
 * the <i>level tag</i>; the setting {@code letterbox.messages.level-tags} adds names of others.
 */
public final class Level {

  public static final int DEBUG = 10;
  public static final int INFO = 20;
  public static final int SUCCESS = 25;
  public static final int WARNING = 30;
  public static final int ERROR = 40;

  private Level() {}
}
