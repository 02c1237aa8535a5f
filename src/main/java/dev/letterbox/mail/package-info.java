/**
 * The channel e-mail: templates, headers, and connections to the mail server. It is a channel like
 * one of another application would be, so it knows the SPI, and nobody knows it.
 */
package dev.letterbox.mail;
