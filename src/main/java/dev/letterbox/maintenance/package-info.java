/**
 * What happens at start and beside the work: migration of the schema, the demo messages, forgetting
 * what has expired. Calls the other rooms; nobody calls it.
 */
package dev.letterbox.maintenance;
