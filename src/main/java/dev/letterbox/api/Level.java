package dev.letterbox.api;

/**
 * How important a message is: any integer, higher is more important. These five have a name, its
 * <i>level tag</i>; the setting {@code letterbox.messages.level-tags} names others.
 */
public final class Level {

  public static final int DEBUG = 10;
  public static final int INFO = 20;
  public static final int SUCCESS = 25;
  public static final int WARNING = 30;
  public static final int ERROR = 40;

  private Level() {}
}
