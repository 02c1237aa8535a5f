/** Start-up: schema migration, the first administrator, and the demo. */
package dev.letterbox.startup;
