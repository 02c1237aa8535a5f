package dev.letterbox.rest.message;

import java.time.Instant;

/** That something was taken in, and nothing of what becomes of it. */
public record ReceiptView(Instant received) {}
