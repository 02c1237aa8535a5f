package dev.letterbox.user;

import jakarta.security.enterprise.credential.Credential;

/** A session that was found by its cookie; nobody else can make one. */
record SessionCredential(LoginSession session) implements Credential {}
