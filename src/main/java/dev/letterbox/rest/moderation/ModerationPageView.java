package dev.letterbox.rest.moderation;

import java.net.URI;
import java.util.List;

/** The envelope of a page for moderators; the count is null when it was not asked for. */
public record ModerationPageView(
    Long count, URI next, URI previous, List<ModerationView> results) {}
