package dev.letterbox.api.notification;

import dev.letterbox.api.LetterboxException;

/** There are {@link WebhookService#MAX_WEBHOOKS} webhooks already, so there can't be one more. */
public class WebhookLimitExceededException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public WebhookLimitExceededException() {
    super("There are " + WebhookService.MAX_WEBHOOKS + " webhooks already");
  }
}
