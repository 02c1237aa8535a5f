package dev.letterbox.rest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.shared.text.EnumNames;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The query parameters of a URL, read one by one. Errors are collected under their names; {@link
 * #throwIfInvalid()} reports them all. An empty result means absent or invalid. A parameter with an
 * empty value counts as absent: HTML forms send all of their fields.
 */
public class QueryParameters {

  private static final Pattern INTEGER_PATTERN = Pattern.compile("[+-]?[0-9]{1,10}");
  private static final Pattern COUNT_PATTERN = Pattern.compile("[0-9]{1,9}");
  private static final Pattern ID_PATTERN = Pattern.compile("[1-9][0-9]{0,17}");
  private static final List<String> FLAGS = List.of("true", "false");

  private final MultivaluedMap<String, String> parameters;
  private final ValidationErrors errors = new ValidationErrors();

  public QueryParameters(UriInfo uri) {
    this.parameters = uri.getQueryParameters();
    String raw = uri.getRequestUri().getRawQuery();
    for (String parameter : raw == null ? new String[0] : raw.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      if (parts.length > 1 && !isUnicode(parts[1])) {
        errors.add(decoded(parts[0]), "Is not valid UTF-8.");
      }
    }
  }

  /** Servers replace invalid UTF-8, each in another way. */
  private static boolean isUnicode(String encoded) {
    String bytes = URLDecoder.decode(encoded, ISO_8859_1);
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String decoded(String encoded) {
    return URLDecoder.decode(encoded, UTF_8);
  }

  public boolean has(String name) {
    return !values(name).isEmpty();
  }

  /** A parameter that occurs at most once. */
  public Optional<String> singleValue(String name) {
    return onlyValue(name, values(name));
  }

  /** Whether the parameter is there, perhaps with an empty value. */
  boolean isGiven(String name) {
    return parameters.containsKey(name);
  }

  /** A parameter that occurs at most once, and whose empty value counts. */
  Optional<String> givenValue(String name) {
    return onlyValue(name, parameters.getOrDefault(name, List.of()));
  }

  private Optional<String> onlyValue(String name, List<String> values) {
    if (values.size() > 1) {
      errors.add(name, "Give it once.");
      return Optional.empty();
    }
    return values.stream().findFirst();
  }

  /** A text that is not blank and has at most {@code maxLength} characters. */
  public Optional<String> text(String name, int maxLength) {
    return singleValue(name).filter(value -> isText(name, value, maxLength));
  }

  /** All texts of this name, each not blank and at most {@code maxLength} characters long. */
  public List<String> texts(String name, int maxLength) {
    return values(name).stream().filter(value -> isText(name, value, maxLength)).toList();
  }

  /** All values of this name but empty ones, unchecked. */
  public List<String> values(String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private boolean isText(String name, String value, int maxLength) {
    ValidationErrors textErrors = new ValidationErrors();
    textErrors.checkText(name, value);
    if (value.isBlank()) {
      textErrors.add(name, "May not be blank.");
    } else if (value.codePointCount(0, value.length()) > maxLength) {
      textErrors.add(name, "Must have at most " + maxLength + " characters.");
    }
    collectErrors(textErrors::throwIfAny);
    return textErrors.byField().isEmpty();
  }

  /** True or false, ignoring case. */
  public Optional<Boolean> flag(String name) {
    return singleValue(name)
        .map(value -> value.toLowerCase(Locale.ROOT))
        .filter(value -> require(FLAGS.contains(value), name, "Must be true or false."))
        .map(Boolean::valueOf);
  }

  /** An enum constant in lower case. */
  public <E extends Enum<E>> Optional<E> enumValue(String name, Class<E> type) {
    Optional<String> value = singleValue(name);
    Optional<E> choice = value.flatMap(text -> EnumNames.find(type, text));
    value.filter(text -> choice.isEmpty()).ifPresent(text -> addError(name, invalidChoice(text)));
    return choice;
  }

  public static String invalidChoice(String text) {
    return "Select a valid choice. " + text + " is not one of the available choices.";
  }

  /** A 32-bit integer. */
  public OptionalInt integer(String name) {
    return singleValue(name)
        .filter(value -> require(isInteger(value), name, "Enter a number."))
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElse(OptionalInt.empty());
  }

  private static boolean isInteger(String text) {
    return INTEGER_PATTERN.matcher(text).matches()
        && Long.parseLong(text) == (int) Long.parseLong(text);
  }

  /** An integer from 0 to 999999999. */
  public OptionalInt nonNegativeInteger(String name) {
    String rule = "Must be an integer from 0 to 999999999.";
    return singleValue(name)
        .filter(value -> require(COUNT_PATTERN.matcher(value).matches(), name, rule))
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElse(OptionalInt.empty());
  }

  /**
   * An id, at least 1.
   *
   * @param resource the kind of resource, for the error text
   */
  public OptionalLong id(String name, String resource) {
    return singleValue(name)
        .filter(
            value ->
                require(
                    ID_PATTERN.matcher(value).matches(),
                    name,
                    "Must be the id of " + resource + "."))
        .map(value -> OptionalLong.of(Long.parseLong(value)))
        .orElse(OptionalLong.empty());
  }

  private boolean require(boolean isMet, String name, String error) {
    if (!isMet) {
      errors.add(name, error);
    }
    return isMet;
  }

  /** Whether none of these parameters has an error so far. */
  public boolean areValid(String... names) {
    return Stream.of(names).noneMatch(errors.byField()::containsKey);
  }

  /** Runs a validation and collects its errors. */
  public void collectErrors(Runnable validation) {
    try {
      validation.run();
    } catch (InvalidInputException e) {
      e.errors().forEach((name, texts) -> texts.forEach(text -> errors.add(name, text)));
    }
  }

  public void addError(String name, String text) {
    errors.add(name, text);
  }

  /**
   * Ends the reading.
   *
   * @throws dev.letterbox.api.InvalidInputException with the errors of all parameters
   */
  public void throwIfInvalid() {
    errors.throwIfAny();
  }
}
