/** Maintenance, the outbox and webhooks over REST. */
package dev.letterbox.rest.admin;
