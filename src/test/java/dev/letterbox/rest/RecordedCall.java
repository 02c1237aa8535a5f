package dev.letterbox.rest;

import dev.letterbox.api.LetterboxException;
import dev.letterbox.rest.http.ServletRoutes;
import dev.letterbox.rest.http.idempotency.Idempotent;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.shared.config.DefaultSettings;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.testing.client.contract.ApiRoute;
import jakarta.json.JsonObject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The parts of a request that a resource method reads, recorded in a call with an empty request.
 * The call ends at the first call of a service, before which a method reads the whole request.
 *
 * @param route method and path
 * @param takesBody whether it takes a body
 * @param members the fields of the body that it reads
 * @param parameters the query parameters that it reads
 * @param idempotent whether it takes an {@code Idempotency-Key}
 */
record RecordedCall(
    String route,
    boolean takesBody,
    Set<String> members,
    Set<String> parameters,
    boolean idempotent) {

  /** Ends a call at the first call of a service. */
  private static final class ServiceCalledException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  /** Calls all resource methods of these classes. */
  static List<RecordedCall> ofAll(List<Class<?>> classes) throws ReflectiveOperationException {
    List<RecordedCall> calls = new ArrayList<>();
    for (Class<?> type : classes) {
      if (type.isAnnotationPresent(Path.class)) {
        for (Method method : type.getDeclaredMethods()) {
          if (!httpMethod(method).isEmpty()) {
            calls.add(of(type, method));
          }
        }
      }
    }
    for (ApiRoute route : ServletRoutes.of(classes)) {
      String name = route.method() + " " + route.path();
      calls.add(new RecordedCall(name, false, Set.of(), Set.of(), false)); // reads headers only
    }
    return calls;
  }

  private static String httpMethod(Method method) {
    return Stream.of(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(HttpMethod::value)
        .findFirst()
        .orElse("");
  }

  private static RecordedCall of(Class<?> type, Method method) throws ReflectiveOperationException {
    Set<String> members = new TreeSet<>();
    Set<String> parameters = new TreeSet<>();
    boolean takesBody = List.of(method.getParameterTypes()).contains(JsonBody.class);
    if (takesBody || hasQuery(type)) {
      Object resource = resource(type, parameters);
      Object[] arguments =
          Stream.of(method.getParameterTypes())
              .map(each -> each == JsonBody.class ? new JsonBody(body(members)) : "1")
              .toArray();
      try {
        method.invoke(resource, arguments);
      } catch (InvocationTargetException e) {
        checkOutcome(method, e.getCause());
      }
    }
    Path own = method.getAnnotation(Path.class);
    String path = type.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
    return new RecordedCall(
        httpMethod(method) + " " + path,
        takesBody,
        members,
        parameters,
        method.isAnnotationPresent(Idempotent.class));
  }

  private static boolean hasQuery(Class<?> type) {
    return Stream.of(type.getDeclaredFields()).anyMatch(field -> field.getType() == UriInfo.class);
  }

  private static Object resource(Class<?> type, Set<String> parameters)
      throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object resource = constructor.newInstance();
    for (Field field : type.getDeclaredFields()) {
      field.setAccessible(true);
      if (!Modifier.isStatic(field.getModifiers()) && field.get(resource) == null) {
        field.set(resource, dependency(field.getType(), parameters));
      }
    }
    return resource;
  }

  /** A call may end only at a service or with an error of validation. */
  private static void checkOutcome(Method method, Throwable failure) {
    boolean refused = failure instanceof LetterboxException;
    if (!(failure instanceof ServiceCalledException) && !refused) {
      throw new AssertionError(method.toString(), failure);
    }
  }

  /** An empty body that records the names of the fields that are read. */
  private static JsonObject body(Set<String> readNames) {
    return proxy(
        JsonObject.class,
        (name, arguments) -> {
          if (name.equals("get")) {
            readNames.add((String) arguments[0]);
            return null;
          }
          return name.equals("keySet") ? Set.of() : "{}";
        });
  }

  private static Object dependency(Class<?> type, Set<String> parameters)
      throws ReflectiveOperationException {
    if (type == UriInfo.class) {
      return proxy(UriInfo.class, (name, arguments) -> uri(name, parameters));
    }
    if (type == Settings.class) {
      return new DefaultSettings();
    }
    if (type.isInterface() && type.getName().startsWith("dev.letterbox.")) {
      return proxy(
          type,
          (name, arguments) -> {
            throw new ServiceCalledException();
          });
    }
    if (type.isInterface()) {
      return proxy(type, (name, arguments) -> request(name));
    }
    return resource(type, parameters);
  }

  private static Object request(String name) {
    return switch (name) {
      case "getUserPrincipal" -> (Principal) () -> "bob";
      case "getRequestHeaders" -> new MultivaluedHashMap<String, String>();
      default -> null;
    };
  }

  private static Object uri(String name, Set<String> readNames) {
    return switch (name) {
      case "getQueryParameters" -> query(readNames);
      case "getRequestUri" -> URI.create("http://localhost/letterbox/api/recorded");
      default -> null;
    };
  }

  /** An empty query that records the names of the parameters that are read. */
  private static MultivaluedMap<String, String> query(Set<String> readNames) {
    return new MultivaluedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public boolean containsKey(Object name) {
        readNames.add((String) name);
        return super.containsKey(name);
      }

      @Override
      public List<String> getOrDefault(Object name, List<String> otherwise) {
        readNames.add((String) name);
        return super.getOrDefault(name, otherwise);
      }
    };
  }

  private interface ProxyHandler {
    Object handle(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, ProxyHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> handler.handle(method.getName(), arguments)));
  }
}
