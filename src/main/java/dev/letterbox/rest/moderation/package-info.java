/** The moderation queue over REST. */
package dev.letterbox.rest.moderation;
