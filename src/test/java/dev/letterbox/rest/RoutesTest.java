package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.letterbox.api.ExtensionFailedException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.LetterboxException;
import dev.letterbox.testing.client.Route;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is there, so that nothing is left out of the tests that go through all of it. */
class RoutesTest {

  private static final List<Class<?>> CLASSES =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("dev.letterbox")
              .stream()
              .map(RoutesTest::load)
              .toList();

  private static Class<?> load(JavaClass type) {
    return type.reflect();
  }

  @Test
  void every_route_declares_its_role_and_is_tested_with_every_role() {
    assertEquals(new HashSet<>(Route.ALL), routes());
  }

  private static Set<Route> routes() {
    Set<Route> routes = new HashSet<>(ServletRoutes.of(CLASSES));
    for (Class<?> type : CLASSES) {
      Path path = type.getAnnotation(Path.class);
      if (path != null) {
        Stream.of(type.getDeclaredMethods())
            .forEach(method -> addRoute(routes, type, path.value(), method));
      }
    }
    return routes;
  }

  private static void addRoute(Set<Route> routes, Class<?> type, String parent, Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        routes.add(new Route(verb.value(), fullPath(parent, method), role(type, method)));
      }
    }
  }

  private static String fullPath(String parent, Method method) {
    Path path = method.getAnnotation(Path.class);
    return path == null ? parent : parent + "/" + path.value();
  }

  /** Those that leave the same behind when they are done twice; the last two have no caller. */
  private static final Set<String> REPEATABLE =
      Set.of(
          "messages/read",
          "messages/{id}/read",
          "messages/{id}/unread",
          "messages/{id}/archive",
          "messages/{id}/withdraw",
          "session",
          "unsubscribe",
          "visitors/messages",
          "maintenance/cleanup",
          "maintenance/checkup",
          "outbox/replay",
          "outbox/{id}/replay");

  @Test
  void every_post_that_creates_may_be_sent_again() {
    List<Method> notIdempotent = new ArrayList<>();
    for (Class<?> type : CLASSES) {
      Path path = type.getAnnotation(Path.class);
      for (Method method : type.getDeclaredMethods()) {
        if (path != null
            && method.isAnnotationPresent(POST.class)
            && !method.isAnnotationPresent(Idempotent.class)
            && !REPEATABLE.contains(fullPath(path.value(), method))) {
          notIdempotent.add(method);
        }
      }
    }
    assertEquals(List.of(), notIdempotent);
  }

  private static String role(Class<?> type, Method method) {
    if (method.isAnnotationPresent(ForEverybody.class)) {
      return Route.ANYBODY;
    }
    RolesAllowed ofMethod = method.getAnnotation(RolesAllowed.class);
    RolesAllowed allowed = ofMethod == null ? type.getAnnotation(RolesAllowed.class) : ofMethod;
    assertNotNull(allowed, method + " declares no role");
    return String.join(",", allowed.value());
  }

  @Test
  void whatever_a_method_of_a_resource_takes_and_returns_is_public_so_that_it_can_be_extended() {
    List<String> hidden = new ArrayList<>();
    for (Class<?> type : CLASSES) {
      if (type.isAnnotationPresent(Path.class)) {
        for (Method method : type.getDeclaredMethods()) {
          Stream.concat(Stream.of(method.getReturnType()), Stream.of(method.getParameterTypes()))
              .filter(used -> Modifier.isPublic(method.getModifiers()))
              .filter(used -> !Modifier.isPublic(used.getModifiers()))
              .forEach(used -> hidden.add(used.getSimpleName() + " of " + method));
        }
      }
    }
    assertEquals(List.of(), hidden);
  }

  @Test
  void every_refusal_of_the_services_has_an_answer() {
    List<Class<?>> unanswered = new ArrayList<>();
    for (Class<?> type : CLASSES) {
      if (LetterboxException.class.isAssignableFrom(type)
          && type != LetterboxException.class
          && !InvalidInputException.class.isAssignableFrom(type)
          && type != ExtensionFailedException.class
          && !LetterboxExceptionMapper.PROBLEMS.containsKey(type)) {
        unanswered.add(type);
      }
    }
    assertEquals(List.of(), unanswered);
  }
}
