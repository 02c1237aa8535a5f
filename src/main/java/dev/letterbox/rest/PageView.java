package dev.letterbox.rest;

import java.net.URI;
import java.util.List;

/** The envelope of a page. */
public record PageView(long count, URI next, URI previous, List<MessageView> results) {}
