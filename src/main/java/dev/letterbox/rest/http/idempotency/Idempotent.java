package dev.letterbox.rest.http.idempotency;

import dev.letterbox.rest.http.json.JsonBody;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource method that is not idempotent by itself, for example one that creates a row. A
 * repeated request with the same header {@code Idempotency-Key} gets the stored response and has no
 * other effect. The method and the storing of its response run in one transaction.
 *
 * <p>The method takes its body as {@link JsonBody}. It returns nothing, or a {@code Response} with
 * a JSON entity, of which status, {@code Location} and entity are stored. An overriding method in a
 * subclass must repeat the annotation.
 */
@InterceptorBinding
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {

  /** Whether the response contains a secret: it is not stored, and a repeated request is a 409. */
  @Nonbinding
  boolean secretResponse() default false;
}
