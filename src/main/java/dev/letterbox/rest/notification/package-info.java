/** Preferences, unsubscription and the event stream over REST. */
package dev.letterbox.rest.notification;
