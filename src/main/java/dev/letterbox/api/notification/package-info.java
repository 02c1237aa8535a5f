/** Preferences, the outbox, webhooks and live push. */
package dev.letterbox.api.notification;
