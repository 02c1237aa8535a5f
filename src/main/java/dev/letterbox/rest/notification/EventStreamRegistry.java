package dev.letterbox.rest.notification;

import dev.letterbox.api.event.SessionsEnded;
import dev.letterbox.api.notification.MailboxSubscriptionService;
import dev.letterbox.rest.http.AccessRule;
import dev.letterbox.shared.BackgroundExecutor;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.CredentialsChanged;
import dev.letterbox.shared.security.CurrentSession;
import dev.letterbox.shared.security.ReauthenticationCheck;
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
 * The open event streams of this node, oldest first. A stream is closed when the log-in with which
 * it was opened ends or the user loses the required role: at once for changes on this node, at the
 * next heartbeat for changes on other nodes.
 */
@ApplicationScoped
public class EventStreamRegistry {

  private static final Logger LOG = Logger.getLogger(EventStreamRegistry.class.getName());

  private static final AccessRule ACCESS_RULE = AccessRule.of(EventsServlet.class);

  @EJB private MailboxSubscriptionService subscriptions;
  @Inject private BackgroundExecutor background;
  @Inject private Settings settings;
  @Inject private CurrentSession session;

  private final Queue<OpenStream> openStreams = new ConcurrentLinkedQueue<>();
  private final AtomicInteger streamCount = new AtomicInteger();

  /** A stream with its user and log-in. */
  private static final class OpenStream {

    private final String user;
    private final Optional<String> session;
    private final Optional<ReauthenticationCheck> reauthentication;
    private MailboxEventStream stream;
    private MailboxSubscriptionService.Subscription subscription;

    OpenStream(
        String user, Optional<String> session, Optional<ReauthenticationCheck> reauthentication) {
      this.user = user;
      this.session = session;
      this.reauthentication = reauthentication;
    }

    boolean belongsTo(String name) {
      return user.equals(name);
    }
  }

  @PostConstruct
  void startHeartbeat() {
    scheduleHeartbeat();
  }

  /**
   * Opens a stream for the logged-in caller.
   *
   * @param knownVersion the version of the mailbox that the client has seen
   * @return false if this node has too many streams
   */
  boolean open(HttpServletRequest request, OptionalLong knownVersion) throws IOException {
    if (streamCount.get() >= settings.get(NotificationSetting.MAX_LIVE_STREAMS)) {
      return false;
    }
    String user = request.getUserPrincipal().getName();
    OpenStream open = new OpenStream(user, session.id(), ReauthenticationCheck.findIn(request));
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    open.stream = new MailboxEventStream(context, () -> remove(open));
    open.subscription = subscriptions.subscribe(user, knownVersion, open.stream::send);
    openStreams.add(open);
    streamCount.incrementAndGet();
    open.stream.start();
    closeOldest(user);
    return true;
  }

  private void remove(OpenStream open) {
    open.subscription.close();
    openStreams.remove(open);
    streamCount.decrementAndGet();
  }

  private void closeOldest(String user) {
    List<OpenStream> userStreams =
        openStreams.stream().filter(open -> open.belongsTo(user)).toList();
    int excess =
        Math.max(
            0, userStreams.size() - settings.get(NotificationSetting.MAX_LIVE_STREAMS_PER_USER));
    userStreams.subList(0, excess).forEach(open -> open.stream.end());
  }

  void onSessionsEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionsEnded event) {
    Set<String> sessions = Set.copyOf(event.sessions());
    runInBackground(
        open -> open.session.filter(sessions::contains).isPresent(), open -> open.stream.end());
  }

  void onCredentialsChanged(@Observes CredentialsChanged event) {
    runInBackground(open -> open.belongsTo(event.user()), EventStreamRegistry::endIfLoginExpired);
  }

  /** Runs on a managed thread, so that the committing thread does not wait. */
  private void runInBackground(Predicate<OpenStream> condition, Consumer<OpenStream> action) {
    if (!openStreams.isEmpty()) {
      background.schedule(
          Duration.ZERO, () -> openStreams.stream().filter(condition).forEach(action));
    }
  }

  private void scheduleHeartbeat() {
    background.schedule(settings.get(NotificationSetting.LIVE_HEARTBEAT_INTERVAL), this::heartbeat);
  }

  private void heartbeat() {
    try {
      openStreams.forEach(EventStreamRegistry::heartbeat);
    } finally {
      scheduleHeartbeat();
    }
  }

  /** A failure of one stream does not affect the others. */
  private static void heartbeat(OpenStream open) {
    try {
      endIfLoginExpired(open);
      open.stream.heartbeat();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Heartbeat failed for a stream of " + open.user);
    }
  }

  private static void endIfLoginExpired(OpenStream open) {
    try {
      if (open.reauthentication
          .filter(proof -> !ACCESS_RULE.permits(proof.currentRoles()::contains))
          .isPresent()) {
        open.stream.end();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Can't check the log-in of " + open.user);
    }
  }

  @PreDestroy
  void closeAll() {
    openStreams.forEach(open -> open.stream.end());
  }
}
