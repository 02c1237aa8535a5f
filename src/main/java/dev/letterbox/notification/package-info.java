/**
 * Telling users that a message exists: hears the events of the other rooms, and nobody imports it.
 * The way is always the same: event in the transaction, commit, asynchronous event on a managed
 * thread, channels.
 */
package dev.letterbox.notification;
