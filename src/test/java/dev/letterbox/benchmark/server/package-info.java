/** What the benchmark adds to the WAR of Letterbox: constants behind its log-in, and writers. */
package dev.letterbox.benchmark.server;
