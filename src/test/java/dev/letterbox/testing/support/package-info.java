/**
 * Test support that runs inside the server: recorded statements, a settable clock, services and
 * rows. It needs nothing but the Jakarta EE API and the JDK; what runs in the JVM of the tests is
 * in {@code testing.client}.
 */
package dev.letterbox.testing.support;
