package dev.letterbox.rest;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.shared.InputErrors;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON object that a request carries, read member by member. What has the wrong type is noted
 * under the member's name; {@link #finish()} reports it all, together with members that nobody
 * asked for. Public because a resource of another package may extend one of ours.
 */
public class JsonBody {

  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,10}");

  private final JsonObject object;
  private final String prefix;
  private final InputErrors errors;
  private final Set<String> asked = new HashSet<>();

  JsonBody(JsonObject object) {
    this(object, "", new InputErrors());
  }

  private JsonBody(JsonObject object, String prefix, InputErrors errors) {
    this.object = object;
    this.prefix = prefix;
    this.errors = errors;
  }

  /**
   * An object inside; empty when it is absent or null. What is wrong in it is noted here, under
   * both names with a dot between them.
   */
  Optional<JsonBody> object(String name) {
    return member(name)
        .flatMap(
            value -> {
              if (value instanceof JsonObject inner) {
                return Optional.of(new JsonBody(inner, prefix + name + ".", errors));
              }
              error(name, "Must be an object.");
              return Optional.empty();
            });
  }

  /** True or false by name, whatever the names are; those that are null are left out. */
  Map<String, Boolean> flags() {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    object.keySet().forEach(name -> flag(name).ifPresent(value -> flags.put(name, value)));
    return flags;
  }

  /** A text; empty when it is absent or null. */
  Optional<String> text(String name) {
    return member(name)
        .flatMap(
            value -> {
              if (value instanceof JsonString string) {
                return Optional.of(string.getString());
              }
              error(name, "Must be a text.");
              return Optional.empty();
            });
  }

  /** A list of texts; empty when it is absent or null. */
  Optional<List<String>> texts(String name) {
    return member(name)
        .flatMap(
            value -> {
              if (value instanceof JsonArray array
                  && array.stream().allMatch(JsonString.class::isInstance)) {
                List<String> texts = new ArrayList<>();
                array.getValuesAs(JsonString.class).forEach(text -> texts.add(text.getString()));
                return Optional.of(texts);
              }
              error(name, "Must be a list of texts.");
              return Optional.empty();
            });
  }

  /** True or false; empty when it is absent or null. */
  Optional<Boolean> flag(String name) {
    return member(name)
        .flatMap(
            value -> {
              if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
                return Optional.of(value == JsonValue.TRUE);
              }
              error(name, "Must be true or false.");
              return Optional.empty();
            });
  }

  /** A whole number of 32 bits; empty when it is absent or null. */
  OptionalInt integer(String name) {
    Optional<JsonValue> value = member(name);
    if (value.isPresent()) {
      if (value.get() instanceof JsonNumber number && isInteger(number.toString())) {
        return OptionalInt.of(number.intValue());
      }
      error(name, "Must be a whole number of 32 bits.");
    }
    return OptionalInt.empty();
  }

  /** The id of a message, from 1 on; it has to be there. 0 when it is not right. */
  long id(String name) {
    Optional<JsonValue> value = member(name);
    if (value.isPresent() && isId(value.get())) {
      return ((JsonNumber) value.get()).longValue();
    }
    error(name, "Must be the id of a message.");
    return 0;
  }

  /** A list of ids of messages, from 1 on; empty when it is absent or null. */
  List<Long> ids(String name) {
    List<Long> ids = new ArrayList<>();
    member(name)
        .ifPresent(
            value -> {
              if (value instanceof JsonArray array && array.stream().allMatch(JsonBody::isId)) {
                array.getValuesAs(JsonNumber.class).forEach(id -> ids.add(id.longValue()));
              } else {
                error(name, "Must be a list of ids of messages.");
              }
            });
    return ids;
  }

  private static boolean isId(JsonValue value) {
    return value instanceof JsonNumber number && ID.matcher(number.toString()).matches();
  }

  /** One of the constants of an enum, in lower case; it has to be there. Null when it is not. */
  <E extends Enum<E>> E choice(String name, Class<E> type) {
    return constant(text(name).orElse(""), name, type).orElse(null);
  }

  /** One of the constants of an enum, in lower case; empty when it is absent or null. */
  <E extends Enum<E>> Optional<E> choiceIfGiven(String name, Class<E> type) {
    return text(name).flatMap(text -> constant(text, name, type));
  }

  private <E extends Enum<E>> Optional<E> constant(String text, String name, Class<E> type) {
    Optional<E> constant =
        Stream.of(type.getEnumConstants()).filter(each -> word(each).equals(text)).findFirst();
    if (constant.isEmpty()) {
      String words =
          Stream.of(type.getEnumConstants()).map(JsonBody::word).collect(Collectors.joining(", "));
      error(name, "Must be one of " + words + ".");
    }
    return constant;
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Notes an error that only the whole body shows. */
  void error(String name, String text) {
    errors.add(prefix + name, text);
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidInputException naming all members that were wrong or unknown
   */
  void finish() {
    noteUnknown();
    if (!errors.all().isEmpty()) {
      throw new InvalidBodyException(errors.all());
    }
  }

  /** Notes the members that nobody asked for. */
  void noteUnknown() {
    object.keySet().stream()
        .filter(name -> !asked.contains(name))
        .forEach(name -> error(name, "Unknown field."));
  }

  /** All of it as JSON; two bodies that differ in blanks and line breaks only are the same. */
  String json() {
    return object.toString();
  }

  /** What only a service could find out about a member. */
  InvalidInputException invalid(String name, String text, Throwable cause) {
    InvalidInputException invalid = new InvalidInputException(Map.of(name, List.of(text)));
    invalid.initCause(cause);
    return invalid;
  }

  private Optional<JsonValue> member(String name) {
    asked.add(name);
    return Optional.ofNullable(object.get(name)).filter(value -> value != JsonValue.NULL);
  }

  private static boolean isInteger(String text) {
    return INTEGER.matcher(text).matches() && Long.parseLong(text) == (int) Long.parseLong(text);
  }
}
