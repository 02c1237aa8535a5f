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
 * An open response with server-sent events to one client. Threads write without blocking. While the
 * client is not ready, only the newest state is kept. The stream ends on {@link #end()}, when the
 * client disconnects, and when the client has not read for two heartbeats.
 *
 * <p>Thread-safe without locks: the thread that is writing also handles the requests that other
 * threads add meanwhile. A lock could deadlock with the lock that the server holds during
 * callbacks.
 */
final class MailboxEventStream implements WriteListener, AsyncListener {

  private static final Logger LOG = Logger.getLogger(MailboxEventStream.class.getName());

  /** Milliseconds until a browser reconnects after the end of a stream. */
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

  // used only by the writing thread
  private boolean unflushed;
  private boolean ended;

  /**
   * @param onEnd called once, at the end
   */
  MailboxEventStream(AsyncContext context, Runnable onEnd) throws IOException {
    this.context = context;
    this.out = context.getResponse().getOutputStream();
    this.onEnd = onEnd;
  }

  /** Begins to write, including what was sent before. */
  void start() {
    context.addListener(this);
    out.setWriteListener(this);
  }

  void send(MailboxState newest) {
    pendingState.set(newest);
    write();
  }

  /** Sends a comment; ends the stream if the client has not read for two heartbeats. */
  void heartbeat() {
    if (pendingComment.compareAndSet(null, HEARTBEAT)) {
      heartbeatOverdue = false;
      write();
    } else if (heartbeatOverdue) {
      LOG.fine("Closing the stream of a client that does not read");
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
      LOG.log(Level.FINE, "A client has disconnected", e);
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
      LOG.log(Level.FINE, "The server has already completed the response", e);
    }
  }

  @Override
  public void onWritePossible() {
    writable = true;
    write();
  }

  @Override
  public void onError(Throwable failure) {
    LOG.log(Level.FINE, "A client has disconnected", failure);
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
    // not restarted
  }
}
