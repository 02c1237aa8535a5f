package dev.letterbox.notification;

import dev.letterbox.api.LiveService;
import dev.letterbox.api.MailboxHint;
import dev.letterbox.message.MailboxesChanged;
import dev.letterbox.shared.Background;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells those who watch mailboxes of all changes since the last beat at once, on a managed thread:
 * the first change after a rest at once, and afterwards never sooner than {@link #REST}. Whoever
 * has committed only says whose mailboxes he has changed; it costs him no statement, and he waits
 * for nobody.
 */
@ApplicationScoped
public class Pulse {

  private static final Logger LOG = Logger.getLogger(Pulse.class.getName());

  /** How much time lies between two hints for the same client at least. */
  static final Duration REST = Duration.ofMillis(250);

  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(5);

  /** How late somebody is told whom no signal has reached. */
  private static final Duration SAFETY_NET = Duration.ofSeconds(30);

  @Inject private Background background;
  @Inject private Watches watches;
  @Inject private OtherNodes others;

  private final Changes made = new Changes();
  private final Changes heard = new Changes();
  private final AtomicBoolean due = new AtomicBoolean();
  private final AtomicBoolean watched = new AtomicBoolean();
  private volatile long notBefore = System.nanoTime();

  LiveService.Watch watch(String owner, OptionalLong known, Consumer<MailboxHint> listener) {
    if (!watched.getAndSet(true)) {
      others.listen(this::heard);
      spreadSafetyNet();
    }
    LiveService.Watch watch = watches.add(owner, known, listener);
    heard(MailboxesChanged.of(Set.of(owner)));
    return watch;
  }

  private void spreadSafetyNet() {
    background.later(
        SAFETY_NET,
        () -> {
          spreadSafetyNet();
          heard(MailboxesChanged.MANY);
        });
  }

  void made(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailboxesChanged changed) {
    made.add(changed);
    wake();
  }

  private void heard(MailboxesChanged changed) {
    heard.add(changed);
    wake();
  }

  private void wake() {
    if (!due.getAndSet(true)) {
      background.later(Duration.ofNanos(Math.max(0, notBefore - System.nanoTime())), this::beat);
    }
  }

  private void beat() {
    notBefore = System.nanoTime() + REST.toNanos();
    MailboxesChanged here = made.take();
    MailboxesChanged elsewhere = heard.take();
    try {
      watches.tell(here.and(elsewhere));
      others.tell(here);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Hints of changed mailboxes are late");
      notBefore = System.nanoTime() + REST_AFTER_FAILURE.toNanos();
      made.add(here);
      heard.add(elsewhere);
    } finally {
      due.set(false);
    }
    if (!made.isEmpty() || !heard.isEmpty()) {
      wake();
    }
  }

  @PreDestroy
  void stop() {
    others.close();
  }
}
