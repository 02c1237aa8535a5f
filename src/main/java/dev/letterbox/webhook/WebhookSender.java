package dev.letterbox.webhook;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.BackgroundExecutor;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Sends requests to webhooks, signed after Standard Webhooks. */
@ApplicationScoped
public class WebhookSender {

  private static final int FIRST_REDIRECTION_STATUS = 300;
  private static final int FIRST_CLIENT_ERROR_STATUS = 400;
  private static final int GONE_STATUS = 410;

  /** Too many requests, and the statuses of a proxy whose server is unavailable. */
  private static final Set<Integer> UNAVAILABLE_STATUSES = Set.of(429, 502, 503, 504);

  @Inject private Settings settings;
  @Inject private BackgroundExecutor background;
  @Inject private Clock clock;
  @Inject private WebhookRegistry webhooks;

  private WebhookHttpClient client;

  @PostConstruct
  void createClient() {
    try {
      client =
          new WebhookHttpClient(
              HostResolver.SYSTEM,
              () -> settings.get(NotificationSetting.WEBHOOKS_ALLOW_PRIVATE),
              SSLContext.getDefault(),
              () -> settings.get(NotificationSetting.WEBHOOK_TIMEOUT),
              background::schedule);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("There is no TLS", e);
    }
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /**
   * Sends one request. Status 410 disables the webhook.
   *
   * @param id the same for each attempt: letters, digits and hyphens
   * @param body JSON
   * @throws DeliveryFailedException when the receiver has not accepted it; its message contains
   *     nothing of the URL but the host, and not the secret
   */
  void deliver(WebhookEndpoint endpoint, String id, byte[] body) {
    WebhookHttpClient.ResponseStatus responseStatus =
        send(endpoint, headers(endpoint, id, body), body);
    int status = responseStatus.code();
    String statusText = (status + " " + responseStatus.reason()).strip();
    if (status < FIRST_REDIRECTION_STATUS) {
      return;
    }
    if (status == GONE_STATUS) {
      webhooks.disable(endpoint, "the receiver answered " + statusText);
      throw DeliveryFailedException.channelUnavailable(
          statusText + ": the webhook is disabled", null);
    }
    if (status < FIRST_CLIENT_ERROR_STATUS) {
      throw DeliveryFailedException.transientFailure(
          statusText + ": redirects are not followed", null);
    }
    if (UNAVAILABLE_STATUSES.contains(status)) {
      throw DeliveryFailedException.channelUnavailable(statusText, null);
    }
    throw DeliveryFailedException.transientFailure(statusText, null);
  }

  private Map<String, String> headers(WebhookEndpoint endpoint, String id, byte[] body) {
    long timestamp = clock.now().getEpochSecond();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Letterbox");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put("webhook-signature", WebhookSigner.sign(endpoint.secret(), id, timestamp, body));
    return headers;
  }

  private WebhookHttpClient.ResponseStatus send(
      WebhookEndpoint endpoint, Map<String, String> headers, byte[] body) {
    try {
      return client.send(endpoint.url(), headers, body);
    } catch (PrivateAddressException e) {
      throw DeliveryFailedException.channelUnavailable(e.getMessage(), e);
    } catch (UnknownHostException e) {
      throw DeliveryFailedException.channelUnavailable("The host is not known", e);
    } catch (IOException e) {
      String error = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw DeliveryFailedException.channelUnavailable(error, e);
    }
  }
}
