package dev.letterbox.maintenance;

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

/** Tells whoever started a demonstration where to look, as soon as somebody answers there. */
@ApplicationScoped
class Invitation {

  private static final Logger LOG = Logger.getLogger(Invitation.class.getName());

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final AtomicInteger triesLeft = new AtomicInteger(120);
  private volatile ScheduledFuture<?> trying;

  @Resource private ManagedScheduledExecutorService executor;

  /**
   * Invites when this address answers, or after two minutes of tries not at all.
   *
   * @param url where users reach Letterbox; empty when nobody knows
   */
  void inviteTo(String url) {
    if (url.isEmpty()) {
      LOG.info(() -> text(""));
    } else {
      trying = executor.scheduleWithFixedDelay(() -> tryNow(url), 1, 1, TimeUnit.SECONDS);
    }
  }

  private void tryNow(String url) {
    boolean answered = answers(url);
    if (answered) {
      LOG.info(() -> text(" at " + url));
    }
    if (answered || triesLeft.decrementAndGet() == 0) {
      trying.cancel(false);
    }
  }

  private boolean answers(String url) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Level.FINE, e, () -> "Nobody answers at " + url + " yet");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String text(String where) {
    return """

        Letterbox is ready%s, in demo mode.
        Users: alice, bob, carol, mona (moderator), bruno (broadcaster), ada (admin). Password: demo
        """
        .formatted(where);
  }
}
