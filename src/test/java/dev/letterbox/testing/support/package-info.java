/**
 * Test support that runs inside the server: recorded statements, a settable clock, services and
 * rows. It uses only the Jakarta EE API and the JDK; {@code testing.client} contains what runs in
 * the JVM of the tests.
 */
package dev.letterbox.testing.support;
