package dev.letterbox.account;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.account.AccountChange;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.api.account.Roles;
import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.shared.security.CommonPasswords;
import dev.letterbox.shared.text.EmailAddress;
import dev.letterbox.shared.text.ValidationErrors;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules for names, addresses, passwords, roles and labels. Each method reports all errors together,
 * and returns the input as it is stored.
 */
final class AccountValidator {

  static final int MIN_PASSWORD_LENGTH = 8;
  static final int MAX_PASSWORD_LENGTH = 1000;

  private static final int MAX_LABEL_LENGTH = 100;

  /** Language, script and region, in the case that BCP 47 recommends. */
  private static final Pattern LANGUAGE_TAG_FORMAT =
      Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");

  private AccountValidator() {}

  /**
   * @return the account with a display name, null for no e-mail address or language, and the role
   *     user
   * @throws InvalidInputException naming each invalid field
   */
  static NewAccount validate(NewAccount input) {
    ValidationErrors errors = new ValidationErrors();
    String name = normalizeName(input.name(), errors);
    String displayName =
        input.displayName() == null ? name : normalizeDisplayName(input.displayName(), errors);
    String email = input.email() == null ? "" : normalizeEmail(input.email(), errors);
    String language = input.language() == null ? "" : normalizeLanguage(input.language(), errors);
    if (input.password() != null) {
      checkPasswordRules(input.password(), errors, name, displayName, email);
    }
    List<String> roles = normalizeRoles(input.roles(), errors);
    errors.throwIfAny();
    return NewAccount.named(name)
        .displayName(displayName)
        .email(email.isEmpty() ? null : email)
        .language(language.isEmpty() ? null : language)
        .password(input.password())
        .roles(roles);
  }

  /**
   * @throws InvalidInputException naming each invalid field
   */
  static AccountChange validate(AccountChange input) {
    ValidationErrors errors = new ValidationErrors();
    String displayName =
        input.displayName() == null ? null : normalizeDisplayName(input.displayName(), errors);
    String email = input.email() == null ? null : normalizeEmail(input.email(), errors);
    String language = input.language() == null ? null : normalizeLanguage(input.language(), errors);
    List<String> roles = input.roles() == null ? null : normalizeRoles(input.roles(), errors);
    errors.throwIfAny();
    return input.displayName(displayName).email(email).language(language).roles(roles);
  }

  /**
   * @param ownerNames name, display name and e-mail address of the account, as far as known; may be
   *     null or empty
   * @throws InvalidInputException naming the password, when it is invalid
   */
  static void validatePassword(String password, String... ownerNames) {
    ValidationErrors errors = new ValidationErrors();
    checkPasswordRules(password, errors, ownerNames);
    errors.throwIfAny();
  }

  /**
   * @throws InvalidInputException naming the label, when it is invalid
   */
  static String validateLabel(String label) {
    ValidationErrors errors = new ValidationErrors();
    String validLabel = errors.checkRequiredLine("label", label, MAX_LABEL_LENGTH);
    errors.throwIfAny();
    return validLabel;
  }

  /**
   * Whether an account could have this name. Databases treat other names differently: some ignore
   * trailing blanks, some reject null characters in parameters.
   */
  static boolean isPossibleName(String name) {
    return isPossiblePrefix(name) && !hasOuterBlank(name) && name.indexOf(':') < 0;
  }

  /** Whether a name or a display name could begin with this text. */
  static boolean isPossiblePrefix(String text) {
    return text != null
        && !text.isEmpty()
        && text.codePointCount(0, text.length()) <= ValidationErrors.MAX_NAME_LENGTH
        && text.codePoints().noneMatch(ValidationErrors::isControlOrLineBreak)
        && !ValidationErrors.hasUnpairedSurrogate(text);
  }

  private static String normalizeName(String name, ValidationErrors errors) {
    String normalized = errors.checkRequiredLine("name", name, ValidationErrors.MAX_NAME_LENGTH);
    if (name != null && !normalized.isEmpty() && hasOuterBlank(name)) {
      errors.add("name", "May not begin or end with a blank.");
    }
    if (normalized.indexOf(':') >= 0) {
      errors.add("name", "May not contain a colon.");
    }
    if (normalized.startsWith(ErasureReport.PSEUDONYM_PREFIX)) {
      errors.add("name", "May not begin with " + ErasureReport.PSEUDONYM_PREFIX + ".");
    }
    return normalized;
  }

  private static String normalizeDisplayName(String text, ValidationErrors errors) {
    return errors.checkRequiredLine("display_name", text, ValidationErrors.MAX_NAME_LENGTH);
  }

  private static String normalizeEmail(String text, ValidationErrors errors) {
    String email = errors.checkText("email", text);
    if (!email.isEmpty()) {
      EmailAddress.check("email", email, errors);
    }
    return email;
  }

  private static String normalizeLanguage(String text, ValidationErrors errors) {
    String tag = errors.checkText("language", text);
    if (!tag.isEmpty() && !LANGUAGE_TAG_FORMAT.matcher(tag).matches()) {
      errors.add("language", "Is not a language tag like en or pt-BR.");
    }
    return tag;
  }

  private static void checkPasswordRules(
      String password, ValidationErrors errors, String... ownerNames) {
    String text = errors.checkText("password", password);
    int length = text.codePointCount(0, text.length());
    if (length < MIN_PASSWORD_LENGTH) {
      errors.add("password", "Must have at least " + MIN_PASSWORD_LENGTH + " characters.");
    }
    if (length > MAX_PASSWORD_LENGTH) {
      errors.add("password", "Must have at most " + MAX_PASSWORD_LENGTH + " characters.");
    }
    if (text.indexOf('\0') < 0 && text.chars().anyMatch(Character::isISOControl)) {
      errors.add("password", "Control characters are not allowed.");
    }
    if (!text.isEmpty() && text.codePoints().allMatch(AccountValidator::isBlank)) {
      errors.add("password", "Must not consist of blanks only.");
    }
    if (CommonPasswords.contains(text)) {
      errors.add("password", "Is too common and easy to guess.");
    }
    if (Stream.of(ownerNames).anyMatch(name -> isNameOrLocalPart(text, name))) {
      errors.add("password", "Must differ from the name and the e-mail address of the user.");
    }
  }

  private static boolean isNameOrLocalPart(String password, String name) {
    return name != null
        && !password.isEmpty()
        && (password.equalsIgnoreCase(name)
            || password.equalsIgnoreCase(name.substring(0, Math.max(0, name.lastIndexOf('@')))));
  }

  private static List<String> normalizeRoles(Collection<String> names, ValidationErrors errors) {
    if (names.stream().anyMatch(name -> name == null || !Roles.ALL.contains(name))) {
      errors.add("roles", "Must be among " + String.join(", ", Roles.ALL) + ".");
      return List.of();
    }
    TreeSet<String> roles = new TreeSet<>(names);
    roles.add(Roles.USER);
    return List.copyOf(roles);
  }

  private static boolean hasOuterBlank(String text) {
    return isBlank(text.codePointAt(0)) || isBlank(text.codePointBefore(text.length()));
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }
}
