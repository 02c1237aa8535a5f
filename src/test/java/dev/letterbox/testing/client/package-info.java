/** HTTP clients of the tests, which run outside of the server. */
package dev.letterbox.testing.client;
