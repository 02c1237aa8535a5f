/**
 * What happens at start and beside the work: migration of the schema and the demo messages. Calls
 * the other rooms; nobody calls it.
 */
package dev.letterbox.maintenance;
