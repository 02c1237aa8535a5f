package dev.letterbox.rest;

import dev.letterbox.api.MailboxHint;
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
final class HintStream implements WriteListener, AsyncListener {

  private static final Logger LOG = Logger.getLogger(HintStream.class.getName());

  /** When a browser comes back by itself after its stream has ended, in milliseconds. */
  private static final String OPENING = "retry: 3000\n\n";

  private static final String HEARTBEAT = ":\n\n";

  private final AsyncContext context;
  private final ServletOutputStream out;
  private final Runnable onEnd;

  private final AtomicReference<MailboxHint> hint = new AtomicReference<>();
  private final AtomicReference<String> comment = new AtomicReference<>(OPENING);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean begun;
  private volatile boolean ending;
  private volatile boolean late;

  // of the one thread that writes
  private boolean unflushed;
  private boolean ended;

  /**
   * @param onEnd is called once, when nothing is written any more
   */
  HintStream(AsyncContext context, Runnable onEnd) throws IOException {
    this.context = context;
    this.out = context.getResponse().getOutputStream();
    this.onEnd = onEnd;
  }

  /** Begins to write; what was sent before waits until then. */
  void begin() {
    context.addListener(this);
    out.setWriteListener(this);
  }

  void send(MailboxHint newest) {
    hint.set(newest);
    write();
  }

  /** Shows that it is there; ends when the client has not taken that for a whole heartbeat. */
  void beat() {
    if (comment.compareAndSet(null, HEARTBEAT)) {
      late = false;
      write();
    } else if (late) {
      LOG.fine("A client does not read, and is dropped");
      end();
    } else {
      late = true;
    }
  }

  void end() {
    ending = true;
    write();
  }

  private void write() {
    if (asked.getAndIncrement() > 0) {
      return;
    }
    int done = 1;
    while (done > 0) {
      writeWhatIsThere();
      done = asked.addAndGet(-done);
    }
  }

  private void writeWhatIsThere() {
    try {
      while (begun && !ended && !ending && out.isReady()) {
        String text = next();
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
      ending = true;
    }
    if (ending && !ended) {
      finish();
    }
  }

  private String next() {
    String line = comment.getAndSet(null);
    if (line != null) {
      return line;
    }
    MailboxHint newest = hint.getAndSet(null);
    return newest == null ? null : event(newest);
  }

  private static String event(MailboxHint hint) {
    String unread = hint.unread().isPresent() ? Long.toString(hint.unread().getAsLong()) : "null";
    return """
        id: %d
        event: mailbox
        data: {"version":%d,"unread":%s}

        """
        .formatted(hint.version(), hint.version(), unread);
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
    begun = true;
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
