package dev.letterbox.rest.account;

/** A new token; nobody sees it again. */
public record TokenView(String id, String token) {}
