package dev.letterbox.rest.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The response of a protected route to callers without a log-in if {@code letterbox.rest.anonymous}
 * is {@code empty}. Routes without this annotation answer with 401. A subclass inherits it with the
 * method.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnonymousResponse {

  /** The JSON of a 200; empty for a 404. */
  String json() default "";
}
