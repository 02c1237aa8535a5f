package dev.letterbox.shared.text;

import java.util.regex.Pattern;

/** What an e-mail address must look like. */
public final class EmailAddress {

  /** How many characters an address has at most. */
  public static final int MAX_LENGTH = 254;

  /** One address that no mail program takes for two, or for more than an address. */
  private static final Pattern PATTERN =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@,;:<>()\\[\\]\\\\\"]+@[^\\s\\p{Cntrl}@,;:<>()\\[\\]\\\\\"]+");

  private EmailAddress() {}

  /** Notes what is wrong with an address, without repeating it. */
  public static void check(String field, String address, ValidationErrors errors) {
    boolean visible = address.codePoints().allMatch(EmailAddress::isVisible);
    if (!visible || !PATTERN.matcher(address).matches()) {
      errors.add(field, "Is not an e-mail address.");
    }
    if (address.length() > MAX_LENGTH) {
      errors.add(field, "Must have at most " + MAX_LENGTH + " characters.");
    }
  }

  /** Neither a blank, a control character nor one that only says how others are shown. */
  private static boolean isVisible(int codePoint) {
    return !ValidationErrors.isControlOrLineBreak(codePoint)
        && !Character.isSpaceChar(codePoint)
        && Character.getType(codePoint) != Character.FORMAT;
  }
}
