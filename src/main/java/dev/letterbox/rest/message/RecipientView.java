package dev.letterbox.rest.message;

import dev.letterbox.api.Recipient;

/** Somebody who can be written to, as JSON. */
public record RecipientView(String name, String displayName) {

  public static RecipientView of(Recipient recipient) {
    return new RecipientView(recipient.name(), recipient.displayName());
  }
}
