package dev.letterbox.api;

/** There are {@link WebhookService#MOST} webhooks already, so there can't be one more. */
public class TooManyWebhooksException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public TooManyWebhooksException() {
    super("There are " + WebhookService.MOST + " webhooks already");
  }
}
