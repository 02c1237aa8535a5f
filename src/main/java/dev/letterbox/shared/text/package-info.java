/** Checks of input texts. */
package dev.letterbox.shared.text;
