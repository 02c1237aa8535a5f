package dev.letterbox.rest;

import java.util.List;

/** All webhooks. */
public record WebhooksView(List<WebhookView> results) {}
