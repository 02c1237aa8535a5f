package dev.letterbox.rest;

import dev.letterbox.api.MailboxHint;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Streams into which more is poured than a client that does not read can take. */
@WebServlet(urlPatterns = "/flood", asyncSupported = true)
public class FloodServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final int HINTS = 200_000;

  private static final AtomicInteger ENDED = new AtomicInteger();
  private static HintStream stream;

  /** Opens one. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/event-stream");
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    ENDED.set(0);
    stream = new HintStream(context, ENDED::incrementAndGet);
    stream.begin();
  }

  /** Pours, lets two hearts beat, and tells how long that took and whether the stream has ended. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long begin = System.nanoTime();
    for (int i = 0; i < HINTS && ENDED.get() == 0; i++) {
      stream.send(new MailboxHint("bob", i, OptionalLong.of(i)));
    }
    long poured = (System.nanoTime() - begin) / 1_000_000;
    int before = ENDED.get();
    stream.beat();
    stream.beat();
    stream.beat();
    long all = (System.nanoTime() - begin) / 1_000_000;
    response.getWriter().print(poured + " " + all + " " + before + " " + ENDED.get());
  }
}
