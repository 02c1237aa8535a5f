package dev.letterbox.benchmark.server;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.NewMessage;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Writes in the process of Letterbox for a given time, on the thread of the request, and answers
 * with the number of operations. {@code mode} chooses what an operation is; recipients of messages
 * are the users from {@code bench-<first>} on, so that concurrent requests lock no common rows.
 */
@WebServlet("/benchmark/writes")
public class WriteLoadServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** How many messages one transaction writes in the modes for many. */
  public static final int MESSAGES_PER_TRANSACTION = 100;

  @EJB private transient MessageService messages;
  @Inject private transient UserTransaction transaction;

  /** One operation. */
  private interface Operation {
    void run() throws Exception;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    int first = Integer.parseInt(request.getParameter("first"));
    int users = Integer.parseInt(request.getParameter("users"));
    long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(request.getParameter("millis")));
    try (Connection connection = BareStatements.connect()) {
      BareStatements bare = new BareStatements(connection);
      long count = repeat(operation(request.getParameter("mode"), first, users, bare), nanos);
      response.getWriter().print(count);
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private static long repeat(Operation operation, long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    long count = 0;
    do {
      operation.run();
      count++;
    } while (System.nanoTime() < end);
    return count;
  }

  private Operation operation(String mode, int first, int users, BareStatements bare) {
    return switch (mode) {
      case "service" -> () -> messages.write(message(recipient(first, users)));
      case "service-quiet" ->
          () -> messages.write(message(recipient(first, users)).notifyRecipients(false));
      case "service-many" -> () -> writeMany(first, users);
      case "service-broadcast" ->
          () ->
              messages.broadcast(
                  Broadcast.from("bench-0")
                      .to(names(users))
                      .subject("Closed")
                      .body("On Friday.")
                      .notifyRecipients(false));
      case "bare-seven" -> () -> bare.writeInSevenStatements(recipient(first, users));
      case "bare-one" -> () -> bare.writeInOneStatement(recipient(first, users));
      case "bare-many" ->
          () ->
              bare.writeMany(
                  IntStream.range(0, MESSAGES_PER_TRANSACTION)
                      .mapToObj(any -> recipient(first, users))
                      .toList());
      case "bare-broadcast" -> () -> bare.broadcast(names(users));
      default -> throw new IllegalArgumentException("mode: " + mode);
    };
  }

  private void writeMany(int first, int users) throws Exception {
    transaction.begin();
    for (int i = 0; i < MESSAGES_PER_TRANSACTION; i++) {
      messages.write(message(recipient(first, users)));
    }
    transaction.commit();
  }

  private static NewMessage message(String recipient) {
    return NewMessage.from("bench-0").to(recipient).subject("Lunch?").body("At noon.");
  }

  private static String recipient(int first, int users) {
    return "bench-" + (first + ThreadLocalRandom.current().nextInt(users));
  }

  private static List<String> names(int users) {
    return IntStream.range(0, users).mapToObj(i -> "bench-" + i).toList();
  }
}
