/**
 * Prints durations that must not grow with the data: {@code mvn verify -Pbenchmark}. A benchmark
 * asserts nothing, because machines are noisy; it prints ratios of two requests measured in turn in
 * one run.
 */
package dev.letterbox.benchmark;
