/**
 * Prints throughput and durations: {@code mvn verify -Pbenchmark}. A benchmark asserts no figure,
 * because machines are noisy; it prints ratios of what is measured in turn in one run.
 */
package dev.letterbox.benchmark;
