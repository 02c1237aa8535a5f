package dev.letterbox.shared.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Names of enum constants in lower case, as REST, settings and templates have them. */
public final class EnumNames {

  private EnumNames() {}

  /**
   * The name of a constant.
   *
   * @param constant null for none
   * @return null for none
   */
  public static String of(Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }

  /** The names of all constants, in their order. */
  public static List<String> all(Class<? extends Enum<?>> type) {
    return Stream.of(type.getEnumConstants()).map(EnumNames::of).toList();
  }

  /** The constant of a name; empty without one. */
  public static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> of(constant).equals(name))
        .findFirst();
  }
}
