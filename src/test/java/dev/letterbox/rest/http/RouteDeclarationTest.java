package dev.letterbox.rest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.letterbox.rest.http.idempotency.Idempotent;
import dev.letterbox.testing.client.contract.ApiRoute;
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

/** The routes and roles in the code are those of {@link ApiRoute#ALL}, which other tests use. */
class RouteDeclarationTest {

  private static final List<Class<?>> CLASSES =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("dev.letterbox")
              .stream()
              .map(RouteDeclarationTest::load)
              .toList();

  private static Class<?> load(JavaClass type) {
    return type.reflect();
  }

  @Test
  void every_route_declares_its_role_and_is_tested_with_every_role() {
    assertEquals(new HashSet<>(ApiRoute.ALL), routes());
  }

  private static Set<ApiRoute> routes() {
    Set<ApiRoute> routes = new HashSet<>(ServletRoutes.of(CLASSES));
    for (Class<?> type : CLASSES) {
      Path path = type.getAnnotation(Path.class);
      if (path != null) {
        Stream.of(type.getDeclaredMethods())
            .forEach(method -> addRoute(routes, type, path.value(), method));
      }
    }
    return routes;
  }

  private static void addRoute(Set<ApiRoute> routes, Class<?> type, String parent, Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        routes.add(new ApiRoute(verb.value(), fullPath(parent, method), role(type, method)));
      }
    }
  }

  private static String fullPath(String parent, Method method) {
    Path path = method.getAnnotation(Path.class);
    return path == null ? parent : parent + "/" + path.value();
  }

  /** Routes whose repetition has no further effect, or whose caller is anonymous. */
  private static final Set<String> NATURALLY_IDEMPOTENT =
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
  void every_creating_post_is_idempotent() {
    List<Method> notIdempotent = new ArrayList<>();
    for (Class<?> type : CLASSES) {
      Path path = type.getAnnotation(Path.class);
      for (Method method : type.getDeclaredMethods()) {
        if (path != null
            && method.isAnnotationPresent(POST.class)
            && !method.isAnnotationPresent(Idempotent.class)
            && !NATURALLY_IDEMPOTENT.contains(fullPath(path.value(), method))) {
          notIdempotent.add(method);
        }
      }
    }
    assertEquals(List.of(), notIdempotent);
  }

  private static String role(Class<?> type, Method method) {
    if (method.isAnnotationPresent(AllowAnonymous.class)) {
      return ApiRoute.ANONYMOUS;
    }
    RolesAllowed ofMethod = method.getAnnotation(RolesAllowed.class);
    RolesAllowed allowed = ofMethod == null ? type.getAnnotation(RolesAllowed.class) : ofMethod;
    assertNotNull(allowed, method + " declares no role");
    return String.join(",", allowed.value());
  }

  @Test
  void types_in_resource_method_signatures_are_public() {
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
}
