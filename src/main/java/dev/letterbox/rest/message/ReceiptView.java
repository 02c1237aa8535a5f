package dev.letterbox.rest.message;

import java.time.Instant;

/** Confirms the receipt of a message, without its outcome. */
public record ReceiptView(Instant received) {}
