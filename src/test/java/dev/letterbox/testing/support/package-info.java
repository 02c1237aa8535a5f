/**
 * Test support that runs inside the server: services, users, rows, a settable clock and settings.
 * It uses only the Jakarta EE API and the JDK; {@code testing.client} contains what runs in the JVM
 * of the tests.
 */
package dev.letterbox.testing.support;
