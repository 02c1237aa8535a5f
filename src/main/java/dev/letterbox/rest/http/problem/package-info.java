/** Errors as {@code application/problem+json}, and the mappers of exceptions to them. */
package dev.letterbox.rest.http.problem;
