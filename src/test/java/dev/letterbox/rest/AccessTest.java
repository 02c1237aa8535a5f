package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.rest.ForAnonymous.Nothing;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a resource declares of who may call it, and what a subclass makes of it. */
class AccessTest {

  @RolesAllowed("user")
  static class Original {

    @ForAnonymous(Nothing.NOT_FOUND)
    void ofClass() {}

    @RolesAllowed({"moderator", "admin"})
    void ofMethod() {}

    @PermitAll
    void open() {}

    @DenyAll
    void closed() {}

    void overloaded() {}

    @PermitAll
    void overloaded(String text) {}
  }

  static class Silent extends Original {
    @Override
    void ofClass() {}

    @Override
    void ofMethod() {}
  }

  @RolesAllowed("moderator")
  static class Stricter extends Original {
    @Override
    @RolesAllowed("admin")
    void ofClass() {}
  }

  @DenyAll
  static class Closed extends Original {}

  @PermitAll
  static class Opened extends Original {}

  static class Undeclared {
    void method() {}
  }

  private static Access access(Class<?> mounted, String name, Class<?>... parameters) {
    return Access.of(mounted, method(mounted, name, parameters));
  }

  private static Method method(Class<?> mounted, String name, Class<?>... parameters) {
    for (Class<?> type = mounted; type != null; type = type.getSuperclass()) {
      Optional<Method> found =
          Stream.of(type.getDeclaredMethods())
              .filter(method -> method.getName().equals(name))
              .filter(method -> List.of(method.getParameterTypes()).equals(List.of(parameters)))
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void method_counts_before_its_class_and_nothing_is_closed() {
    assertEquals(List.of("user"), access(Original.class, "ofClass").roles());
    assertEquals(List.of("moderator", "admin"), access(Original.class, "ofMethod").roles());
    assertTrue(access(Original.class, "open").everybody());
    assertEquals(new Access(false, List.of()), access(Original.class, "closed"));
    assertEquals(new Access(false, List.of()), access(Undeclared.class, "method"));
  }

  @Test
  void overloaded_methods_are_not_confused() {
    assertEquals(List.of("user"), access(Original.class, "overloaded").roles());
    assertTrue(access(Original.class, "overloaded", String.class).everybody());
  }

  @Test
  void subclass_that_says_nothing_inherits_all_of_it() {
    assertEquals(List.of("user"), access(Silent.class, "ofClass").roles());
    assertEquals(List.of("moderator", "admin"), access(Silent.class, "ofMethod").roles());
    assertTrue(access(Silent.class, "open").everybody());
    assertEquals(
        Optional.of(Nothing.NOT_FOUND),
        Access.annotation(ForAnonymous.class, Silent.class, method(Silent.class, "ofClass"))
            .map(ForAnonymous::value));
  }

  @Test
  void subclass_that_names_roles_closes_what_was_open_too() {
    assertEquals(List.of("admin"), access(Stricter.class, "ofClass").roles());
    assertEquals(List.of("moderator"), access(Stricter.class, "ofMethod").roles());
    assertEquals(List.of("moderator"), access(Stricter.class, "open").roles());
  }

  @Test
  void class_may_close_or_open_what_it_extends() {
    assertEquals(new Access(false, List.of()), access(Closed.class, "ofClass"));
    assertEquals(new Access(false, List.of()), access(Closed.class, "ofMethod"));
    assertEquals(new Access(true, List.of()), access(Opened.class, "ofClass"));
  }
}
