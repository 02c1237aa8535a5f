package dev.letterbox.testing.support;

/**
 * The number of repetitions of a long test: few in a build, all with {@code
 * -Dletterbox.test.long=true}.
 */
public final class TestLength {

  private static final boolean LONG = Boolean.getBoolean("letterbox.test.long");

  private TestLength() {}

  /** Whether the full length is set. */
  public static boolean isLong() {
    return LONG;
  }

  /** The short length in a build, otherwise the full length. */
  public static int of(int shortLength, int fullLength) {
    return LONG ? fullLength : shortLength;
  }
}
