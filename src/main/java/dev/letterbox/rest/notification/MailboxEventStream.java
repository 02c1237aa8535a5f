package dev.letterbox.rest.notification;

import dev.letterbox.api.notification.MailboxState;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The answer to one client that stays open: from the first line to the end it is written without
 * waiting, by whichever thread has something for it. What the client is not ready for is not piled
 * up: of hints only the newest is kept. It ends when told to, when the client has gone, and when it
 * has not read for two heartbeats.
 *
 * <p>Safe for use by many threads, none of which waits for another one: the first does what the
 * others ask for meanwhile. (A lock would be waited for by the server, which holds one of its own.)
 */
final class MailboxEventStream implements WriteListener, AsyncListener {

  private static final Logger LOG = Logger.getLogger(MailboxEventStream.class.getName());

  /** When a browser comes back by itself after its stream has ended, in milliseconds. */
  private static final String RETRY_LINE = "retry: 3000\n\n";

  private static final String HEARTBEAT = ":\n\n";

  private final AsyncContext context;
  private final ServletOutputStream out;
  private final Runnable onEnd;

  private final AtomicReference<MailboxState> pendingState = new AtomicReference<>();
  private final AtomicReference<String> pendingComment = new AtomicReference<>(RETRY_LINE);
  private final AtomicInteger writeRequests = new AtomicInteger();
  private volatile boolean writable;
  private volatile boolean endRequested;
  private volatile boolean heartbeatOverdue;

  // of the one thread that writes
  private boolean unflushed;
  private boolean ended;

  /**
   * @param onEnd is called once, when nothing is written any more
   */
  MailboxEventStream(AsyncContext context, Runnable onEnd) throws IOException {
    this.context = context;
    this.out = context.getResponse().getOutputStream();
    this.onEnd = onEnd;
  }

  /** Begins to write; what was sent before waits until then. */
  void start() {
    context.addListener(this);
    out.setWriteListener(this);
  }

  void send(MailboxState newest) {
    pendingState.set(newest);
    write();
  }

  /** Shows that it is there; ends when the client has not taken that for a whole heartbeat. */
  void heartbeat() {
    if (pendingComment.compareAndSet(null, HEARTBEAT)) {
      heartbeatOverdue = false;
      write();
    } else if (heartbeatOverdue) {
      LOG.fine("A client does not read, and is dropped");
      end();
    } else {
      heartbeatOverdue = true;
    }
  }

  void end() {
    endRequested = true;
    write();
  }

  private void write() {
    if (writeRequests.getAndIncrement() > 0) {
      return;
    }
    int handled = 1;
    while (handled > 0) {
      writePending();
      handled = writeRequests.addAndGet(-handled);
    }
  }

  private void writePending() {
    try {
      while (writable && !ended && !endRequested && out.isReady()) {
        String text = nextText();
        if (text != null) {
          out.write(text.getBytes(StandardCharsets.UTF_8));
          unflushed = true;
        } else if (unflushed) {
          out.flush();
          unflushed = false;
        } else {
          return;
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.FINE, "A client has gone", e);
      endRequested = true;
    }
    if (endRequested && !ended) {
      finish();
    }
  }

  private String nextText() {
    String commentLine = pendingComment.getAndSet(null);
    if (commentLine != null) {
      return commentLine;
    }
    MailboxState newest = pendingState.getAndSet(null);
    return newest == null ? null : formatEvent(newest);
  }

  private static String formatEvent(MailboxState state) {
    String unread = state.unread().isPresent() ? Long.toString(state.unread().getAsLong()) : "null";
    return """
        id: %d
        event: mailbox
        data: {"version":%d,"unread":%s}

        """
        .formatted(state.version(), state.version(), unread);
  }

  private void finish() {
    ended = true;
    onEnd.run();
    try {
      context.complete();
    } catch (IllegalStateException e) {
      LOG.log(Level.FINE, "The server has ended it already", e);
    }
  }

  @Override
  public void onWritePossible() {
    writable = true;
    write();
  }

  @Override
  public void onError(Throwable failure) {
    LOG.log(Level.FINE, "A client has gone", failure);
    end();
  }

  @Override
  public void onError(AsyncEvent event) {
    end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // nobody starts it again
  }
}
