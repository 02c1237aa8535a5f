/** Test code that runs outside of the server: databases, servers, deployments, HTTP clients. */
package dev.letterbox.testing.client;
