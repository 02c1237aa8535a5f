/**
 * Maintenance from the command line: the program of {@code letterbox-<version>-cli.jar}, which
 * needs nothing but a JDK. It asks a running Letterbox by its socket file and knows nothing of what
 * it asks for.
 */
package dev.letterbox.cli;
