/** Notification preferences, the outbox, webhooks and live updates of mailboxes. */
package dev.letterbox.api.notification;
