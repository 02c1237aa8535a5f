/**
 * Model-based tests. An in-memory model states the expected behaviour; random sequences of
 * operations by several users run against the model and the public services, one after the other
 * and in pairs of threads.
 */
package dev.letterbox.modelbased;
