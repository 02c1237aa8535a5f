package dev.letterbox.rest;

import java.net.URI;
import java.util.List;

/** The envelope of a page; the count is null when it was not asked for. */
public record PageView(Long count, URI next, URI previous, List<MessageView> results) {}
