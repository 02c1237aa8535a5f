package dev.letterbox.startup;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs the address and the users of a demonstration when its start page responds. */
@ApplicationScoped
class DemoBanner {

  private static final Logger LOG = Logger.getLogger(DemoBanner.class.getName());

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final AtomicInteger remainingAttempts = new AtomicInteger(120);
  private volatile ScheduledFuture<?> scheduledCheck;

  @Resource private ManagedScheduledExecutorService executor;

  /**
   * Logs the banner when this address responds; not at all if it does not within two minutes.
   *
   * @param url address of Letterbox; empty if unknown: then logs at once
   */
  void logWhenReachable(String url) {
    if (url.isEmpty()) {
      LOG.info(() -> bannerText(""));
    } else {
      scheduledCheck =
          executor.scheduleWithFixedDelay(() -> checkReachable(url), 1, 1, TimeUnit.SECONDS);
    }
  }

  private void checkReachable(String url) {
    boolean reachable = isReachable(url);
    if (reachable) {
      LOG.info(() -> bannerText(" at " + url));
    }
    if (reachable || remainingAttempts.decrementAndGet() == 0) {
      scheduledCheck.cancel(false);
    }
  }

  private boolean isReachable(String url) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Level.FINE, e, () -> url + " does not respond yet");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String bannerText(String location) {
    return """

        Letterbox is ready%s, in demo mode.
        Users: alice, bob, carol, mona (moderator), bruno (broadcaster), ada (admin). Password: demo
        """
        .formatted(location);
  }
}
