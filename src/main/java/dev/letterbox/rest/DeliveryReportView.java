package dev.letterbox.rest;

import java.util.List;

/** Whom a broadcast or a notice reached; the id is null when nothing was stored. */
public record DeliveryReportView(
    Long id, long delivered, List<String> unknown, List<String> inactive) {}
