package dev.letterbox.testing.support;

/**
 * How often a long test repeats: less often in each build, in full with {@code
 * -Dletterbox.test.long=true}.
 */
public final class TestLength {

  private static final boolean LONG = Boolean.getBoolean("letterbox.test.long");

  private TestLength() {}

  /** Whether the full length was asked for. */
  public static boolean isLong() {
    return LONG;
  }

  /** The first number in each build, the second one in full length. */
  public static int of(int shortLength, int fullLength) {
    return LONG ? fullLength : shortLength;
  }
}
