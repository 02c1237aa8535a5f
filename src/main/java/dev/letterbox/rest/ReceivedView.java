package dev.letterbox.rest;

import java.time.Instant;

/** That something was taken in, and nothing of what becomes of it. */
public record ReceivedView(Instant received) {}
