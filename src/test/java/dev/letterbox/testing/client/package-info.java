/** What the JVM of the tests does around the server: databases, servers, deployments, HTTP. */
package dev.letterbox.testing.client;
