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
 * What a resource method declares of who may call it. The class that was mounted is asked first,
 * then its superclass, and so on; in each the method before the class. The first answer counts, so
 * that a subclass may say something else than what it extends. No answer: nobody.
 *
 * @param permitAll whether no log-in is needed
 * @param roles one of them is needed otherwise
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

  /** What a method, or a class, says itself. */
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

  /** An annotation of the method, or else of the one that it overrides, and so on. */
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

  /** The method of this name and these parameters that the class itself declares. */
  private static Optional<Method> findMethod(Class<?> type, Method method) {
    return Stream.of(type.getDeclaredMethods())
        .filter(declared -> !declared.isBridge() && declared.getName().equals(method.getName()))
        .filter(declared -> List.of(declared.getParameterTypes()).equals(parameters(method)))
        .findFirst();
  }

  private static List<Class<?>> parameters(Method method) {
    return List.of(method.getParameterTypes());
  }

  /** What a class says that answers by itself. */
  public static AccessRule of(Class<?> type) {
    return declaredBy(type).orElse(DENY_ALL);
  }

  /**
   * Whether a caller may come in.
   *
   * @param isInRole whether he has a role
   */
  public boolean permits(Predicate<String> isInRole) {
    return permitAll || roles.stream().anyMatch(isInRole);
  }
}
