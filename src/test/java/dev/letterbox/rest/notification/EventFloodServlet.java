package dev.letterbox.rest.notification;

import dev.letterbox.api.notification.MailboxState;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends more events to a stream than a client that does not read can buffer. */
@WebServlet(urlPatterns = "/flood", asyncSupported = true)
public class EventFloodServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final int EVENT_COUNT = 200_000;

  private static final AtomicInteger ENDED = new AtomicInteger();
  private static MailboxEventStream stream;

  /** Opens a stream. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/event-stream");
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    ENDED.set(0);
    stream = new MailboxEventStream(context, ENDED::incrementAndGet);
    stream.start();
  }

  /** Sends events and heartbeats; returns their times, and how often the stream has ended. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long startNanos = System.nanoTime();
    for (int i = 0; i < EVENT_COUNT && ENDED.get() == 0; i++) {
      stream.send(new MailboxState("bob", i, OptionalLong.of(i)));
    }
    long sendMillis = (System.nanoTime() - startNanos) / 1_000_000;
    int endedBefore = ENDED.get();
    stream.heartbeat();
    stream.heartbeat();
    stream.heartbeat();
    long totalMillis = (System.nanoTime() - startNanos) / 1_000_000;
    response
        .getWriter()
        .print(sendMillis + " " + totalMillis + " " + endedBefore + " " + ENDED.get());
  }
}
