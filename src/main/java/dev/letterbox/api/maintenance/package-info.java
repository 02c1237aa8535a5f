/** Cleanup, consistency checks, export and erasure of users. */
package dev.letterbox.api.maintenance;
