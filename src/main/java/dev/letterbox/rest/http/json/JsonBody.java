package dev.letterbox.rest.http.json;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.rest.http.problem.InvalidBodyException;
import dev.letterbox.shared.text.EnumNames;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The JSON object of a request body, read field by field. Values of a wrong type are collected as
 * errors; {@link #throwIfInvalid()} reports them all, together with fields that were not read.
 */
public class JsonBody {

  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,10}");

  private final JsonObject object;
  private final String prefix;
  private final ValidationErrors errors;
  private final Set<String> readMembers = new HashSet<>();

  public JsonBody(JsonObject object) {
    this(object, "", new ValidationErrors());
  }

  /**
   * Rejects a request without a body, for which the reader is not called.
   *
   * @param body null if there is none
   */
  public static JsonBody require(JsonBody body) {
    if (body == null) {
      throw JsonBodyReader.missingBody();
    }
    return body;
  }

  private JsonBody(JsonObject object, String prefix, ValidationErrors errors) {
    this.object = object;
    this.prefix = prefix;
    this.errors = errors;
  }

  /**
   * A nested object; empty if absent or null. Its errors are collected here, under both names with
   * a dot between them.
   */
  public Optional<JsonBody> object(String name) {
    return member(name)
        .flatMap(
            value -> {
              if (value instanceof JsonObject inner) {
                return Optional.of(new JsonBody(inner, prefix + name + ".", errors));
              }
              addError(name, "Must be an object.");
              return Optional.empty();
            });
  }

  /** All fields as booleans by name, without those that are null. */
  public Map<String, Boolean> flags() {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    object.keySet().forEach(name -> flag(name).ifPresent(value -> flags.put(name, value)));
    return flags;
  }

  /** A string; empty if absent or null. */
  public Optional<String> text(String name) {
    return member(name)
        .flatMap(
            value -> {
              if (value instanceof JsonString string) {
                return Optional.of(string.getString());
              }
              addError(name, "Must be a string.");
              return Optional.empty();
            });
  }

  /** A list of strings; empty if absent or null. */
  public Optional<List<String>> texts(String name) {
    return member(name)
        .flatMap(
            value -> {
              if (value instanceof JsonArray array
                  && array.stream().allMatch(JsonString.class::isInstance)) {
                List<String> texts = new ArrayList<>();
                array.getValuesAs(JsonString.class).forEach(text -> texts.add(text.getString()));
                return Optional.of(texts);
              }
              addError(name, "Must be a list of strings.");
              return Optional.empty();
            });
  }

  /** A boolean; empty if absent or null. */
  public Optional<Boolean> flag(String name) {
    return member(name)
        .flatMap(
            value -> {
              if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
                return Optional.of(value == JsonValue.TRUE);
              }
              addError(name, "Must be true or false.");
              return Optional.empty();
            });
  }

  /** A 32-bit integer; empty if absent or null. */
  public OptionalInt integer(String name) {
    Optional<JsonValue> value = member(name);
    if (value.isPresent()) {
      if (value.get() instanceof JsonNumber number && isInteger(number.toString())) {
        return OptionalInt.of(number.intValue());
      }
      addError(name, "Must be a 32-bit integer.");
    }
    return OptionalInt.empty();
  }

  /** The required id of a message, at least 1; 0 if not valid. */
  public long id(String name) {
    Optional<JsonValue> value = member(name);
    if (value.isPresent() && isId(value.get())) {
      return ((JsonNumber) value.get()).longValue();
    }
    addError(name, "Must be the id of a message.");
    return 0;
  }

  /** A list of ids of messages, each at least 1; empty if absent or null. */
  public List<Long> ids(String name) {
    List<Long> ids = new ArrayList<>();
    member(name)
        .ifPresent(
            value -> {
              if (value instanceof JsonArray array && array.stream().allMatch(JsonBody::isId)) {
                array.getValuesAs(JsonNumber.class).forEach(id -> ids.add(id.longValue()));
              } else {
                addError(name, "Must be a list of ids of messages.");
              }
            });
    return ids;
  }

  private static boolean isId(JsonValue value) {
    return value instanceof JsonNumber number && ID.matcher(number.toString()).matches();
  }

  /** A required enum constant in lower case; null if not valid. */
  public <E extends Enum<E>> E requiredEnum(String name, Class<E> type) {
    return parseEnum(text(name).orElse(""), name, type).orElse(null);
  }

  /** An enum constant in lower case; empty if absent or null. */
  public <E extends Enum<E>> Optional<E> optionalEnum(String name, Class<E> type) {
    return text(name).flatMap(text -> parseEnum(text, name, type));
  }

  private <E extends Enum<E>> Optional<E> parseEnum(String text, String name, Class<E> type) {
    Optional<E> constant = EnumNames.find(type, text);
    if (constant.isEmpty()) {
      addError(name, "Must be one of " + String.join(", ", EnumNames.all(type)) + ".");
    }
    return constant;
  }

  /** Adds an error of a field. */
  public void addError(String name, String text) {
    errors.add(prefix + name, text);
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidInputException with the errors of all invalid or unknown fields
   */
  public void throwIfInvalid() {
    reportUnknownFields();
    if (!errors.byField().isEmpty()) {
      throw new InvalidBodyException(errors.byField());
    }
  }

  /** Adds an error for each field that was not read. */
  public void reportUnknownFields() {
    object.keySet().stream()
        .filter(name -> !readMembers.contains(name))
        .forEach(name -> addError(name, "Unknown field."));
  }

  /** The JSON of the body, without blanks and line breaks between tokens. */
  public String json() {
    return object.toString();
  }

  /** An error of a field that a service found. */
  public InvalidInputException invalidInput(String name, String text, Throwable cause) {
    InvalidInputException invalid = new InvalidInputException(Map.of(name, List.of(text)));
    invalid.initCause(cause);
    return invalid;
  }

  private Optional<JsonValue> member(String name) {
    readMembers.add(name);
    return Optional.ofNullable(object.get(name)).filter(value -> value != JsonValue.NULL);
  }

  private static boolean isInteger(String text) {
    return INTEGER.matcher(text).matches() && Long.parseLong(text) == (int) Long.parseLong(text);
  }
}
