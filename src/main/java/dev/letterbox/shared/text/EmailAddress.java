package dev.letterbox.shared.text;

import java.util.regex.Pattern;

/** Validates e-mail addresses. */
public final class EmailAddress {

  /** Maximum number of characters of an address. */
  public static final int MAX_LENGTH = 254;

  /** One bare address that no mail program parses as several or with a display name. */
  private static final Pattern PATTERN =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@,;:<>()\\[\\]\\\\\"]+@[^\\s\\p{Cntrl}@,;:<>()\\[\\]\\\\\"]+");

  private EmailAddress() {}

  /** Adds the errors of an address, without repeating it. */
  public static void check(String field, String address, ValidationErrors errors) {
    boolean visible = address.codePoints().allMatch(EmailAddress::isVisible);
    if (!visible || !PATTERN.matcher(address).matches()) {
      errors.add(field, "Is not an e-mail address.");
    }
    if (address.length() > MAX_LENGTH) {
      errors.add(field, "Must have at most " + MAX_LENGTH + " characters.");
    }
  }

  /** Neither a blank, nor a control or format character. */
  private static boolean isVisible(int codePoint) {
    return !ValidationErrors.isControlOrLineBreak(codePoint)
        && !Character.isSpaceChar(codePoint)
        && Character.getType(codePoint) != Character.FORMAT;
  }
}
