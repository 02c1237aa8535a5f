/**
 * Blocks: who does not want to be written to by whom. Whoever writes hears of them as of any other
 * exchange filter.
 */
package dev.letterbox.blocking;
