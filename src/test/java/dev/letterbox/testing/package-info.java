/**
 * What the tests run on, and what the WAR of {@code ServicesIT} gets in addition: counted
 * statements, a clock that a test sets. It needs nothing but the Jakarta EE API and the JDK, since
 * it is loaded inside the server; what only the test's own JVM can do lives in {@code client}.
 */
package dev.letterbox.testing;
