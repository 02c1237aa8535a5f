/**
 * What every room needs: settings, the clock, the data source and the way to speak SQL to it.
 * Imports nothing of Letterbox but the api.
 */
package dev.letterbox.shared;
