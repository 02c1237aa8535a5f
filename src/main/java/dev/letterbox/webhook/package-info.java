/**
 * Webhooks: where they lead, how a request to one is signed and sent. It hears no events; {@code
 * notification} knows what there is to tell, and when.
 */
package dev.letterbox.webhook;
