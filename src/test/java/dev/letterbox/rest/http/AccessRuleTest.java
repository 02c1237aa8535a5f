package dev.letterbox.rest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Access rules of resources and of their subclasses. */
class AccessRuleTest {

  @RolesAllowed("user")
  static class AnnotatedResource {

    @AnonymousResponse(json = "[]")
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

  static class UnannotatedSubclass extends AnnotatedResource {
    @Override
    void ofClass() {}

    @Override
    void ofMethod() {}
  }

  @RolesAllowed("moderator")
  static class StricterSubclass extends AnnotatedResource {
    @Override
    @RolesAllowed("admin")
    void ofClass() {}
  }

  @DenyAll
  static class DenyAllSubclass extends AnnotatedResource {}

  @PermitAll
  static class PermitAllSubclass extends AnnotatedResource {}

  static class UnannotatedResource {
    void method() {}
  }

  private static AccessRule access(Class<?> resourceClass, String name, Class<?>... parameters) {
    return AccessRule.of(resourceClass, method(resourceClass, name, parameters));
  }

  private static Method method(Class<?> resourceClass, String name, Class<?>... parameters) {
    for (Class<?> type = resourceClass; type != null; type = type.getSuperclass()) {
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
  void method_annotation_overrides_class_annotation_and_none_denies_all() {
    assertEquals(List.of("user"), access(AnnotatedResource.class, "ofClass").roles());
    assertEquals(
        List.of("moderator", "admin"), access(AnnotatedResource.class, "ofMethod").roles());
    assertTrue(access(AnnotatedResource.class, "open").permitAll());
    assertEquals(new AccessRule(false, List.of()), access(AnnotatedResource.class, "closed"));
    assertEquals(new AccessRule(false, List.of()), access(UnannotatedResource.class, "method"));
  }

  @Test
  void overloaded_methods_are_not_confused() {
    assertEquals(List.of("user"), access(AnnotatedResource.class, "overloaded").roles());
    assertTrue(access(AnnotatedResource.class, "overloaded", String.class).permitAll());
  }

  @Test
  void subclass_without_annotations_inherits_access_rules() {
    assertEquals(List.of("user"), access(UnannotatedSubclass.class, "ofClass").roles());
    assertEquals(
        List.of("moderator", "admin"), access(UnannotatedSubclass.class, "ofMethod").roles());
    assertTrue(access(UnannotatedSubclass.class, "open").permitAll());
    assertEquals(
        Optional.of("[]"),
        AccessRule.findAnnotation(
                AnonymousResponse.class,
                UnannotatedSubclass.class,
                method(UnannotatedSubclass.class, "ofClass"))
            .map(AnonymousResponse::json));
  }

  @Test
  void roles_of_a_subclass_also_restrict_open_methods() {
    assertEquals(List.of("admin"), access(StricterSubclass.class, "ofClass").roles());
    assertEquals(List.of("moderator"), access(StricterSubclass.class, "ofMethod").roles());
    assertEquals(List.of("moderator"), access(StricterSubclass.class, "open").roles());
  }

  @Test
  void subclass_may_deny_or_permit_all() {
    assertEquals(new AccessRule(false, List.of()), access(DenyAllSubclass.class, "ofClass"));
    assertEquals(new AccessRule(false, List.of()), access(DenyAllSubclass.class, "ofMethod"));
    assertEquals(new AccessRule(true, List.of()), access(PermitAllSubclass.class, "ofClass"));
  }
}
