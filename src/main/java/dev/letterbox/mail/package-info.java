/**
 * The e-mail channel: templates, headers and connections to the mail server. It is built on the SPI
 * like the channel of any application; no other package depends on it.
 */
package dev.letterbox.mail;
