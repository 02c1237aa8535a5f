/**
 * The REST interface. It parses and validates what comes in, calls the services of {@code api}
 * exactly like any other application, and maps what goes out; nobody imports it. Every error is an
 * {@code application/problem+json} (RFC 9457).
 */
package dev.letterbox.rest;
