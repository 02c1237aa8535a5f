/**
 * Another application in one EAR with Letterbox: a WAR with its own log-in, as docs/customising.md
 * describes.
 */
package dev.letterbox.testing.otherapp;
