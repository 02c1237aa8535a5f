package dev.letterbox.webhook;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.Background;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Posts to webhooks, signed after Standard Webhooks. */
@ApplicationScoped
public class Poster {

  private static final int REDIRECTION = 300;
  private static final int CLIENT_ERROR = 400;
  private static final int GONE = 410;

  /** Too many requests, and whatever stands before a receiver that can't be reached. */
  private static final Set<Integer> UNAVAILABLE = Set.of(429, 502, 503, 504);

  @Inject private Settings settings;
  @Inject private Background background;
  @Inject private Clock clock;
  @Inject private Webhooks webhooks;

  private Post client;

  @PostConstruct
  void open() {
    try {
      client =
          new Post(
              Addresses.OF_SYSTEM,
              () -> settings.get(NotificationSetting.WEBHOOKS_ALLOW_PRIVATE),
              SSLContext.getDefault(),
              () -> Duration.ofSeconds(settings.get(NotificationSetting.WEBHOOKS_TIMEOUT_SECONDS)),
              background::later);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("There is no TLS", e);
    }
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /**
   * Posts once. Whoever answers that he is gone is switched off.
   *
   * @param id the same whenever this is posted again: letters, digits and hyphens
   * @param body JSON
   * @throws DeliveryFailedException when the receiver has not taken it; its message holds nothing
   *     of the URL but the host, and nothing of the secret
   */
  public void post(Receiver receiver, String id, byte[] body) {
    Post.Answer answer = send(receiver, headers(receiver, id, body), body);
    int status = answer.status();
    String said = (status + " " + answer.reason()).strip();
    if (status < REDIRECTION) {
      return;
    }
    if (status == GONE) {
      webhooks.switchOff(receiver, "the receiver said " + said);
      throw DeliveryFailedException.unavailable(said + ": the webhook is switched off", null);
    }
    if (status < CLIENT_ERROR) {
      throw DeliveryFailedException.passing(said + ": redirects are not followed", null);
    }
    if (UNAVAILABLE.contains(status)) {
      throw DeliveryFailedException.unavailable(said, null);
    }
    throw DeliveryFailedException.passing(said, null);
  }

  private Map<String, String> headers(Receiver receiver, String id, byte[] body) {
    long seconds = clock.now().getEpochSecond();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Letterbox");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(seconds));
    headers.put("webhook-signature", Secrets.signature(receiver.secret(), id, seconds, body));
    return headers;
  }

  private Post.Answer send(Receiver receiver, Map<String, String> headers, byte[] body) {
    try {
      return client.send(receiver.url(), headers, body);
    } catch (PrivateAddressException e) {
      throw DeliveryFailedException.unavailable(e.getMessage(), e);
    } catch (UnknownHostException e) {
      throw DeliveryFailedException.unavailable("The host is not known", e);
    } catch (IOException e) {
      String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw DeliveryFailedException.unavailable(what, e);
    }
  }
}
