package dev.letterbox.rest.message;

import dev.letterbox.api.Recipient;
import java.util.List;

public record RecipientsView(List<RecipientView> results) {

  static RecipientsView of(List<Recipient> recipients) {
    return new RecipientsView(recipients.stream().map(RecipientView::of).toList());
  }
}
