/**
 * The REST interface. Parses and validates requests, calls the services of {@code api} like any
 * other application, and maps their results to JSON. No other package imports it. Every error is an
 * {@code application/problem+json} (RFC 9457).
 */
package dev.letterbox.rest;
