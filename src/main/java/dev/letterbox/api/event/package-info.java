/**
 * CDI events: immutable records of ids and names. They are fired inside the transaction that caused
 * them; {@link dev.letterbox.api.event.MessageSent} describes how to observe them safely.
 */
package dev.letterbox.api.event;
