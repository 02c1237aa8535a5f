package dev.letterbox.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.shared.InputErrors;
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
 * The parameters of a URL, read one by one. What is wrong with one is noted under its name; {@link
 * #finish()} reports it all. Whoever gets nothing back need not ask why.
 */
class Query {

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,10}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
  private static final List<String> FLAGS = List.of("true", "false");

  private final MultivaluedMap<String, String> parameters;
  private final InputErrors errors = new InputErrors();

  Query(UriInfo uri) {
    this.parameters = uri.getQueryParameters();
    String raw = uri.getRequestUri().getRawQuery();
    for (String parameter : raw == null ? new String[0] : raw.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      if (parts.length > 1 && !isUnicode(parts[1])) {
        errors.add(decoded(parts[0]), "Is not valid UTF-8.");
      }
    }
  }

  /** What is no UTF-8 the servers replace, each in its way, and would search for that. */
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

  boolean has(String name) {
    return parameters.containsKey(name);
  }

  /** A parameter that is given at most once, and may be empty. */
  Optional<String> raw(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      errors.add(name, "Give it once.");
      return Optional.empty();
    }
    return values.stream().findFirst();
  }

  /** A text that is not blank and not too long. */
  Optional<String> text(String name, int most) {
    return raw(name).filter(value -> isText(name, value, most));
  }

  /** All texts of this name; none may be blank or too long. */
  List<String> texts(String name, int most) {
    return parameters.getOrDefault(name, List.of()).stream()
        .filter(value -> isText(name, value, most))
        .toList();
  }

  /** All values of this name, whatever they are. */
  List<String> values(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  private boolean isText(String name, String value, int most) {
    InputErrors own = new InputErrors();
    own.text(name, value);
    if (value.isBlank()) {
      own.add(name, "May not be blank.");
    } else if (value.codePointCount(0, value.length()) > most) {
      own.add(name, "Must have at most " + most + " characters.");
    }
    collect(own::throwIfAny);
    return own.all().isEmpty();
  }

  /** True or false, in upper or lower case. */
  Optional<Boolean> flag(String name) {
    return raw(name)
        .map(value -> value.toLowerCase(Locale.ROOT))
        .filter(value -> holds(FLAGS.contains(value), name, "Must be true or false."))
        .map(Boolean::valueOf);
  }

  /** One of the constants of an enumeration, in lower case. */
  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    Optional<String> value = raw(name);
    Optional<E> choice =
        Stream.of(type.getEnumConstants())
            .filter(each -> value.equals(Optional.of(each.name().toLowerCase(Locale.ROOT))))
            .findFirst();
    value.filter(text -> choice.isEmpty()).ifPresent(text -> error(name, noChoice(text)));
    return choice;
  }

  static String noChoice(String text) {
    return "Select a valid choice. " + text + " is not one of the available choices.";
  }

  /** A whole number of 32 bits. */
  OptionalInt integer(String name) {
    return raw(name)
        .filter(value -> holds(isInteger(value), name, "Enter a number."))
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElse(OptionalInt.empty());
  }

  private static boolean isInteger(String text) {
    return INTEGER.matcher(text).matches() && Long.parseLong(text) == (int) Long.parseLong(text);
  }

  /** A whole number of at most 9 digits. */
  OptionalInt count(String name) {
    String rule = "Must be a whole number, 0 or more, of at most 9 digits.";
    return raw(name)
        .filter(value -> holds(COUNT.matcher(value).matches(), name, rule))
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElse(OptionalInt.empty());
  }

  /**
   * An id, from 1 on.
   *
   * @param of what has it
   */
  OptionalLong id(String name, String of) {
    return raw(name)
        .filter(value -> holds(ID.matcher(value).matches(), name, "Must be the id of " + of + "."))
        .map(value -> OptionalLong.of(Long.parseLong(value)))
        .orElse(OptionalLong.empty());
  }

  private boolean holds(boolean rule, String name, String text) {
    if (!rule) {
      errors.add(name, text);
    }
    return rule;
  }

  /** Whether nothing is wrong with a parameter so far. */
  boolean isRight(String name) {
    return !errors.all().containsKey(name);
  }

  /** Notes what somebody else refuses. */
  void collect(Runnable rules) {
    try {
      rules.run();
    } catch (InvalidInputException e) {
      e.errors().forEach((name, texts) -> texts.forEach(text -> errors.add(name, text)));
    }
  }

  /** Notes an error. */
  void error(String name, String text) {
    errors.add(name, text);
  }

  /**
   * Ends the reading.
   *
   * @throws dev.letterbox.api.InvalidInputException naming all parameters that are wrong
   */
  void finish() {
    errors.throwIfAny();
  }
}
