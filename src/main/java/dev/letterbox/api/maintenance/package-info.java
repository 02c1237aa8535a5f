/** Cleanup, consistency checks, export and erasure. */
package dev.letterbox.api.maintenance;
