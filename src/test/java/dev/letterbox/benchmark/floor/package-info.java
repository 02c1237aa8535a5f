/**
 * An application without Letterbox on the same server: the least that a request costs there. Its
 * answers are the floors of the benchmark.
 */
package dev.letterbox.benchmark.floor;
