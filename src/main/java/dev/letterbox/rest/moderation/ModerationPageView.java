package dev.letterbox.rest.moderation;

import java.net.URI;
import java.util.List;

/** A page of the moderation queue; the count is null if not requested. */
public record ModerationPageView(
    Long count, URI next, URI previous, List<ModerationView> results) {}
