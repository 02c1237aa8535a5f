package dev.letterbox.rest.account;

/** A new token, which is shown only once. */
public record TokenView(String id, String token) {}
