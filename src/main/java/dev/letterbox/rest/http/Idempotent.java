package dev.letterbox.rest.http;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource method that creates something, or that leaves something else behind when it is done
 * twice: a request with a header {@code Idempotency-Key} that comes again gets the answer of the
 * first time, and nothing is created again. All that the method does is one transaction, with the
 * memory of its answer.
 *
 * <p>The method takes its body as {@link JsonBody} and returns a {@code Response} with a JSON
 * entity, of which status, {@code Location} and entity are kept, or nothing. A method of a subclass
 * that overrides it says so again.
 */
@InterceptorBinding
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {}
