/**
 * An application that lives in one EAR with Letterbox: a WAR of its own with a log-in of its own,
 * as docs/customising.md tells to make it.
 */
package dev.letterbox.testing.neighbour;
