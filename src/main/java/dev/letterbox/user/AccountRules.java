package dev.letterbox.user;

import dev.letterbox.api.AccountChange;
import dev.letterbox.api.ErasureReport;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NewAccount;
import dev.letterbox.api.Roles;
import dev.letterbox.shared.EmailAddress;
import dev.letterbox.shared.InputErrors;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What names, addresses, passwords, roles and labels must look like. Each check finds all errors at
 * once, and answers with the input as it is to be stored.
 */
final class AccountRules {

  static final int MIN_PASSWORD = 8;
  static final int MAX_PASSWORD = 1000;

  private static final int MAX_LABEL = 100;

  /** Language, script, region, as BCP 47 recommends to write them. */
  private static final Pattern LANGUAGE =
      Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");

  private AccountRules() {}

  /**
   * @return with a display name, with null for no e-mail address or language, and with the role
   *     user
   * @throws InvalidInputException naming each field that breaks a rule
   */
  static NewAccount check(NewAccount input) {
    InputErrors errors = new InputErrors();
    String name = name(input.name(), errors);
    String displayName =
        input.displayName() == null ? name : displayName(input.displayName(), errors);
    String email = input.email() == null ? "" : email(input.email(), errors);
    String language = input.language() == null ? "" : language(input.language(), errors);
    if (input.password() != null) {
      password(input.password(), errors);
    }
    List<String> roles = roles(input.roles(), errors);
    errors.throwIfAny();
    return new NewAccount(
        name,
        displayName,
        email.isEmpty() ? null : email,
        language.isEmpty() ? null : language,
        input.password(),
        roles);
  }

  /**
   * @throws InvalidInputException naming each field that breaks a rule
   */
  static AccountChange check(AccountChange input) {
    InputErrors errors = new InputErrors();
    String displayName =
        input.displayName() == null ? null : displayName(input.displayName(), errors);
    String email = input.email() == null ? null : email(input.email(), errors);
    String language = input.language() == null ? null : language(input.language(), errors);
    List<String> roles = input.roles() == null ? null : roles(input.roles(), errors);
    errors.throwIfAny();
    return new AccountChange(input.name(), displayName, email, language, input.active(), roles);
  }

  /**
   * @throws InvalidInputException naming the password, when it breaks a rule
   */
  static void checkPassword(String password) {
    InputErrors errors = new InputErrors();
    password(password, errors);
    errors.throwIfAny();
  }

  /**
   * @throws InvalidInputException naming the label, when it breaks a rule
   */
  static String checkLabel(String label) {
    InputErrors errors = new InputErrors();
    String line = errors.requiredLine("label", label, MAX_LABEL);
    errors.throwIfAny();
    return line;
  }

  /**
   * Whether an account could have this name. Databases differ about all others: some ignore blanks
   * at the end, some refuse to look for null characters.
   */
  static boolean isPossibleName(String name) {
    return isPossibleBeginning(name) && !hasBlankAtEnd(name) && name.indexOf(':') < 0;
  }

  /** Whether a name or a display name could begin like this. */
  static boolean isPossibleBeginning(String text) {
    return text != null
        && !text.isEmpty()
        && text.codePointCount(0, text.length()) <= InputErrors.MAX_NAME
        && text.codePoints().noneMatch(InputErrors::breaksLine)
        && !InputErrors.hasUnpairedSurrogate(text);
  }

  private static String name(String name, InputErrors errors) {
    String line = errors.requiredLine("name", name, InputErrors.MAX_NAME);
    if (name != null && !line.isEmpty() && hasBlankAtEnd(name)) {
      errors.add("name", "May not begin or end with a blank.");
    }
    if (line.indexOf(':') >= 0) {
      errors.add("name", "May not contain a colon.");
    }
    if (line.startsWith(ErasureReport.PREFIX)) {
      errors.add("name", "May not begin with " + ErasureReport.PREFIX + ".");
    }
    return line;
  }

  private static String displayName(String text, InputErrors errors) {
    return errors.requiredLine("display_name", text, InputErrors.MAX_NAME);
  }

  private static String email(String text, InputErrors errors) {
    String email = errors.text("email", text);
    if (!email.isEmpty()) {
      EmailAddress.check("email", email, errors);
    }
    return email;
  }

  private static String language(String text, InputErrors errors) {
    String tag = errors.text("language", text);
    if (!tag.isEmpty() && !LANGUAGE.matcher(tag).matches()) {
      errors.add("language", "Is not a language tag like en or pt-BR.");
    }
    return tag;
  }

  private static void password(String password, InputErrors errors) {
    String text = errors.text("password", password);
    int length = text.codePointCount(0, text.length());
    if (length < MIN_PASSWORD) {
      errors.add("password", "Must have at least " + MIN_PASSWORD + " characters.");
    }
    if (length > MAX_PASSWORD) {
      errors.add("password", "Must have at most " + MAX_PASSWORD + " characters.");
    }
    if (text.indexOf('\0') < 0 && text.chars().anyMatch(Character::isISOControl)) {
      errors.add("password", "Control characters are not allowed.");
    }
  }

  private static List<String> roles(Collection<String> names, InputErrors errors) {
    if (names.stream().anyMatch(name -> name == null || !Roles.ALL.contains(name))) {
      errors.add("roles", "Must be among " + String.join(", ", Roles.ALL) + ".");
      return List.of();
    }
    TreeSet<String> roles = new TreeSet<>(names);
    roles.add(Roles.USER);
    return List.copyOf(roles);
  }

  private static boolean hasBlankAtEnd(String text) {
    return isBlank(text.codePointAt(0)) || isBlank(text.codePointBefore(text.length()));
  }

  private static boolean isBlank(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }
}
