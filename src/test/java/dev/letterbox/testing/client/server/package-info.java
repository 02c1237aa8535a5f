/** The servers and databases that the tests start, and the archives that they deploy. */
package dev.letterbox.testing.client.server;
