/** Blocks between users, applied as an exchange filter. */
package dev.letterbox.block;
