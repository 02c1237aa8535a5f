package dev.letterbox.rest;

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
 * @param everybody whether no log-in is needed
 * @param roles one of them is needed otherwise
 */
record Access(boolean everybody, List<String> roles) {

  private static final Access OPEN = new Access(true, List.of());
  private static final Access CLOSED = new Access(false, List.of());

  static Access of(Class<?> mounted, Method method) {
    for (Class<?> type = mounted; type != null; type = type.getSuperclass()) {
      Optional<Access> ofClass = declaredBy(type);
      Optional<Access> declared = find(type, method).flatMap(Access::declaredBy).or(() -> ofClass);
      if (declared.isPresent()) {
        return declared.get();
      }
    }
    return CLOSED;
  }

  /** What a method, or a class, says itself. */
  private static Optional<Access> declaredBy(AnnotatedElement declared) {
    if (declared.getDeclaredAnnotation(DenyAll.class) != null) {
      return Optional.of(CLOSED);
    }
    RolesAllowed allowed = declared.getDeclaredAnnotation(RolesAllowed.class);
    if (allowed != null) {
      return Optional.of(new Access(false, List.of(allowed.value())));
    }
    boolean open =
        declared.getDeclaredAnnotation(ForEverybody.class) != null
            || declared.getDeclaredAnnotation(PermitAll.class) != null;
    return open ? Optional.of(OPEN) : Optional.empty();
  }

  /** An annotation of the method, or else of the one that it overrides, and so on. */
  static <A extends Annotation> Optional<A> annotation(
      Class<A> wanted, Class<?> mounted, Method method) {
    for (Class<?> type = mounted; type != null; type = type.getSuperclass()) {
      Optional<A> found = find(type, method).map(declared -> declared.getAnnotation(wanted));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The method of this name and these parameters that the class itself declares. */
  private static Optional<Method> find(Class<?> type, Method method) {
    return Stream.of(type.getDeclaredMethods())
        .filter(declared -> !declared.isBridge() && declared.getName().equals(method.getName()))
        .filter(declared -> List.of(declared.getParameterTypes()).equals(parameters(method)))
        .findFirst();
  }

  private static List<Class<?>> parameters(Method method) {
    return List.of(method.getParameterTypes());
  }

  /** What a class says that answers by itself. */
  static Access of(Class<?> type) {
    return declaredBy(type).orElse(CLOSED);
  }

  /**
   * Whether a caller may come in.
   *
   * @param isInRole whether he has a role
   */
  boolean permits(Predicate<String> isInRole) {
    return everybody || roles.stream().anyMatch(isInRole);
  }
}
