package dev.letterbox.rest;

import dev.letterbox.api.LiveService;
import dev.letterbox.api.event.SessionsEnded;
import dev.letterbox.shared.Background;
import dev.letterbox.shared.CurrentSession;
import dev.letterbox.shared.LogInProof;
import dev.letterbox.shared.LogInsChanged;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All streams that are open on this node, the oldest first. A stream ends with the log-in that it
 * was opened with, and with the role that it needs: what ends here is noticed at once, what ends on
 * another node at the next heartbeat.
 */
@ApplicationScoped
public class HintStreams {

  private static final Logger LOG = Logger.getLogger(HintStreams.class.getName());

  private static final Access ACCESS = Access.of(EventsServlet.class);

  @EJB private LiveService live;
  @Inject private Background background;
  @Inject private Settings settings;
  @Inject private CurrentSession session;

  private final Queue<Open> all = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();

  /** A stream, and whose it is. */
  private static final class Open {

    private final String user;
    private final Optional<String> session;
    private final Optional<LogInProof> proof;
    private HintStream stream;
    private LiveService.Watch watch;

    Open(String user, Optional<String> session, Optional<LogInProof> proof) {
      this.user = user;
      this.session = session;
      this.proof = proof;
    }

    boolean isOf(String name) {
      return user.equals(name);
    }
  }

  @PostConstruct
  void begin() {
    beatLater();
  }

  /**
   * Opens a stream for the caller, who has logged in.
   *
   * @param known the version of the mailbox that the client has seen
   * @return whether there is room for it
   */
  boolean open(HttpServletRequest request, OptionalLong known) throws IOException {
    if (number.get() >= settings.get(NotificationSetting.LIVE_STREAMS)) {
      return false;
    }
    String user = request.getUserPrincipal().getName();
    Open open = new Open(user, session.id(), LogInProof.notedIn(request));
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    open.stream = new HintStream(context, () -> forget(open));
    open.watch = live.watch(user, known, open.stream::send);
    all.add(open);
    number.incrementAndGet();
    open.stream.begin();
    makeRoom(user);
    return true;
  }

  private void forget(Open open) {
    open.watch.close();
    all.remove(open);
    number.decrementAndGet();
  }

  private void makeRoom(String user) {
    List<Open> streams = all.stream().filter(open -> open.isOf(user)).toList();
    int tooMany =
        Math.max(0, streams.size() - settings.get(NotificationSetting.LIVE_STREAMS_PER_USER));
    streams.subList(0, tooMany).forEach(open -> open.stream.end());
  }

  void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionsEnded event) {
    Set<String> sessions = Set.copyOf(event.sessions());
    later(open -> open.session.filter(sessions::contains).isPresent(), open -> open.stream.end());
  }

  void changed(@Observes LogInsChanged event) {
    later(open -> open.isOf(event.user()), HintStreams::endUnlessLoggedIn);
  }

  /** On a managed thread, because whoever has committed waits for nobody. */
  private void later(Predicate<Open> which, Consumer<Open> what) {
    if (!all.isEmpty()) {
      background.later(Duration.ZERO, () -> all.stream().filter(which).forEach(what));
    }
  }

  private void beatLater() {
    background.later(
        Duration.ofSeconds(settings.get(NotificationSetting.LIVE_HEARTBEAT_SECONDS)), this::beat);
  }

  private void beat() {
    try {
      all.forEach(HintStreams::beat);
    } finally {
      beatLater();
    }
  }

  /** What goes wrong with one does not concern the others. */
  private static void beat(Open open) {
    try {
      endUnlessLoggedIn(open);
      open.stream.beat();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "A stream of " + open.user + " is in trouble");
    }
  }

  private static void endUnlessLoggedIn(Open open) {
    try {
      if (open.proof.filter(proof -> !ACCESS.permits(proof.roles()::contains)).isPresent()) {
        open.stream.end();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "The log-in of " + open.user + " can't be checked now");
    }
  }

  @PreDestroy
  void stop() {
    all.forEach(open -> open.stream.end());
  }
}
