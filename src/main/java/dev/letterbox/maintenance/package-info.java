/**
 * What happens at start and beside the work: migration of the schema, the demo messages, and taking
 * away what nobody needs any more. Calls the other rooms; nobody calls it.
 */
package dev.letterbox.maintenance;
