/** Validation and normalization of texts. */
package dev.letterbox.shared.text;
