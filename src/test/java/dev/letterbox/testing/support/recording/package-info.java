/** Channels, receivers and listeners that record what Letterbox sends, fires and logs. */
package dev.letterbox.testing.support.recording;
