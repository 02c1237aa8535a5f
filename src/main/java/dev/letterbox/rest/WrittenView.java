package dev.letterbox.rest;

import java.util.List;

/** The messages that a request has written, one for each recipient. */
public record WrittenView(List<MessageView> results) {}
