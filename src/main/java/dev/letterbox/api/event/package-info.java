/**
 * What happened, as CDI events: immutable records of ids and names, never entities. They are fired
 * inside the transaction that caused them; each record says how to observe it safely.
 */
package dev.letterbox.api.event;
