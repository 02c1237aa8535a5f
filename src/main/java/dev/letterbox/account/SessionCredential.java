package dev.letterbox.account;

import jakarta.security.enterprise.credential.Credential;

/** A session that was found by its cookie; nobody else can make one. */
record SessionCredential(LoginSession session) implements Credential {}
