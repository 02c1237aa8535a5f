/** Settings and their parsers. */
package dev.letterbox.shared.config;
