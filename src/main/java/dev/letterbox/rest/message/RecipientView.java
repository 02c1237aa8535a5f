package dev.letterbox.rest.message;

import dev.letterbox.api.conversation.Recipient;

/** A user to whom the caller can write. */
public record RecipientView(String name, String displayName) {

  public static RecipientView of(Recipient recipient) {
    return new RecipientView(recipient.name(), recipient.displayName());
  }
}
