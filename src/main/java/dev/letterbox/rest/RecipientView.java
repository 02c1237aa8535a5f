package dev.letterbox.rest;

import dev.letterbox.api.Recipient;

/** Somebody who can be written to, as JSON. */
public record RecipientView(String name, String displayName) {

  static RecipientView of(Recipient recipient) {
    return new RecipientView(recipient.name(), recipient.displayName());
  }
}
