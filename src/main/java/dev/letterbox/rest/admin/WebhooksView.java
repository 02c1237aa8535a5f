package dev.letterbox.rest.admin;

import java.util.List;

/** All webhooks. */
public record WebhooksView(List<WebhookView> results) {}
