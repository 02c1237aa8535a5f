/**
 * Measures what must not grow, and prints it: {@code mvn verify -Pbenchmark}. It judges nothing;
 * the machines are noisy, so a figure is a ratio between two things measured in turn in the same
 * run.
 */
package dev.letterbox.benchmark;
