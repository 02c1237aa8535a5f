/**
 * Looking into a mailbox: counters, pages, single messages, and the state of the owner's side.
 * Reads are shaped so that each request costs a fixed number of statements.
 */
package dev.letterbox.mailbox;
