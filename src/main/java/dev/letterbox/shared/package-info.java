/**
 * What every component uses: settings, clock, data source, SQL, secrets, validation. Depends on the
 * api only.
 */
package dev.letterbox.shared;
