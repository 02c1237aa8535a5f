package dev.letterbox.rest.http;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who may call a resource method, by its annotations. The first declaration counts, searched from
 * the mounted class up through its superclasses, in each class on the method before the class; so a
 * subclass overrides its superclass. Without any declaration access is denied.
 *
 * @param permitAll whether a log-in is not required
 * @param roles otherwise one of these roles is required
 */
public record AccessRule(boolean permitAll, List<String> roles) {

  private static final AccessRule PERMIT_ALL = new AccessRule(true, List.of());
  private static final AccessRule DENY_ALL = new AccessRule(false, List.of());

  static AccessRule of(Class<?> resourceClass, Method method) {
    for (Class<?> type = resourceClass; type != null; type = type.getSuperclass()) {
      Optional<AccessRule> ofClass = declaredBy(type);
      Optional<AccessRule> declared =
          findMethod(type, method).flatMap(AccessRule::declaredBy).or(() -> ofClass);
      if (declared.isPresent()) {
        return declared.get();
      }
    }
    return DENY_ALL;
  }

  /** The rule that a method or class itself declares. */
  private static Optional<AccessRule> declaredBy(AnnotatedElement element) {
    if (element.getDeclaredAnnotation(DenyAll.class) != null) {
      return Optional.of(DENY_ALL);
    }
    RolesAllowed allowed = element.getDeclaredAnnotation(RolesAllowed.class);
    if (allowed != null) {
      return Optional.of(new AccessRule(false, List.of(allowed.value())));
    }
    boolean isOpen =
        element.getDeclaredAnnotation(AllowAnonymous.class) != null
            || element.getDeclaredAnnotation(PermitAll.class) != null;
    return isOpen ? Optional.of(PERMIT_ALL) : Optional.empty();
  }

  /** An annotation of the method or of a method that it overrides, the nearest first. */
  static <A extends Annotation> Optional<A> findAnnotation(
      Class<A> annotationType, Class<?> resourceClass, Method method) {
    for (Class<?> type = resourceClass; type != null; type = type.getSuperclass()) {
      Optional<A> found =
          findMethod(type, method).map(declared -> declared.getAnnotation(annotationType));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The method with the same name and parameters that the class itself declares. */
  private static Optional<Method> findMethod(Class<?> type, Method method) {
    return Stream.of(type.getDeclaredMethods())
        .filter(declared -> !declared.isBridge() && declared.getName().equals(method.getName()))
        .filter(declared -> List.of(declared.getParameterTypes()).equals(parameters(method)))
        .findFirst();
  }

  private static List<Class<?>> parameters(Method method) {
    return List.of(method.getParameterTypes());
  }

  /** The rule of a servlet. */
  public static AccessRule of(Class<?> type) {
    return declaredBy(type).orElse(DENY_ALL);
  }

  /**
   * Whether a caller has access.
   *
   * @param isInRole whether the caller has a role
   */
  public boolean permits(Predicate<String> isInRole) {
    return permitAll || roles.stream().anyMatch(isInRole);
  }
}
