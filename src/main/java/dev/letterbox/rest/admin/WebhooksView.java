package dev.letterbox.rest.admin;

import java.util.List;

public record WebhooksView(List<WebhookView> results) {}
