/**
 * What Letterbox must do, once more, in memory and as simply as can be; and sequences of steps by
 * several users that are thrown at both, and at two threads at once. Nothing of the application is
 * used here but its public services.
 */
package dev.letterbox.model;
