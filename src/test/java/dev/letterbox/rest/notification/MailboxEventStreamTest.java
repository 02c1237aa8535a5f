package dev.letterbox.rest.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.notification.MailboxState;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxEventStreamTest {

  private final FakeClientOutput client = new FakeClientOutput();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger completed = new AtomicInteger();
  private final MailboxEventStream stream = createStream();

  /** The output to a client whose readiness the test controls. */
  private static final class FakeClientOutput extends ServletOutputStream {

    private final StringBuilder read = new StringBuilder();
    private final AtomicInteger writing = new AtomicInteger();
    private volatile boolean ready = true;
    private volatile boolean disconnected;
    private volatile boolean overlapped;

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      try {
        listener.onWritePossible();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      overlapped |= writing.incrementAndGet() > 1;
      if (disconnected) {
        throw new IOException("Broken pipe");
      }
      read.append(new String(bytes, StandardCharsets.UTF_8));
      writing.decrementAndGet();
    }

    @Override
    public void write(int b) {
      throw new IllegalStateException("Not used");
    }
  }

  private MailboxEventStream createStream() {
    ServletResponse response = proxy(ServletResponse.class, "getOutputStream", client);
    AsyncContext context =
        (AsyncContext)
            Proxy.newProxyInstance(
                AsyncContext.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("complete")) {
                    completed.incrementAndGet();
                  }
                  return method.getName().equals("getResponse") ? response : null;
                });
    try {
      return new MailboxEventStream(context, ended::incrementAndGet);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T proxy(Class<T> type, String methodName, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> method.getName().equals(methodName) ? answer : null));
  }

  private static MailboxState state(long version) {
    return new MailboxState("bob", version, OptionalLong.of(version));
  }

  private String read() {
    return client.read.toString();
  }

  @Test
  void state_is_an_event_with_its_version_as_id() {
    stream.start();
    stream.send(state(7));
    assertEquals(
        "retry: 3000\n\nid: 7\nevent: mailbox\ndata: {\"version\":7,\"unread\":7}\n\n", read());
  }

  @Test
  void session_dependent_unread_count_is_null() {
    stream.start();
    stream.send(new MailboxState("bob", 1, OptionalLong.empty()));
    assertTrue(read().endsWith("data: {\"version\":1,\"unread\":null}\n\n"), read());
  }

  @Test
  void state_sent_before_the_start_is_written_after_it() {
    stream.send(state(7));
    assertEquals("", read());
    stream.start();
    assertTrue(read().contains("id: 7"), read());
  }

  @Test
  void recovering_client_gets_only_the_newest_state() {
    stream.start();
    client.ready = false;
    IntStream.range(0, 1000).forEach(i -> stream.send(state(i)));
    client.ready = true;
    stream.onWritePossible();
    assertEquals(1, read().split("id: ").length - 1, read());
    assertTrue(read().contains("id: 999\n"), read());
  }

  @Test
  void stalled_client_is_dropped_after_two_heartbeats() {
    stream.start();
    stream.heartbeat();
    assertTrue(read().endsWith(":\n\n"), read());
    client.ready = false;
    stream.heartbeat();
    stream.heartbeat();
    assertEquals(0, ended.get());
    stream.heartbeat();
    assertEquals(1, ended.get());
    assertEquals(1, completed.get());
  }

  @Test
  void slow_client_is_kept() {
    stream.heartbeat();
    stream.start();
    client.ready = false;
    for (int i = 0; i < 5; i++) {
      stream.heartbeat();
      stream.heartbeat();
      client.ready = true;
      stream.onWritePossible();
      client.ready = false;
    }
    assertEquals(0, ended.get());
  }

  @Test
  void disconnected_client_ends_the_stream_once() {
    stream.start();
    client.disconnected = true;
    stream.send(state(1));
    stream.send(state(2));
    stream.onError(new IOException("Broken pipe"));
    stream.end();
    assertEquals(1, ended.get());
    assertEquals(1, completed.get());
  }

  @Test
  void nothing_is_written_after_the_end() {
    stream.start();
    stream.end();
    String before = read();
    stream.send(state(1));
    stream.heartbeat();
    assertEquals(before, read());
    assertEquals(1, ended.get());
  }

  @Test
  void concurrent_writes_are_serialized_and_the_last_state_arrives() throws Exception {
    stream.start();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      threads.execute(() -> IntStream.range(0, 5000).forEach(number -> stream.send(state(number))));
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
    stream.send(state(9999));
    assertTrue(read().contains("id: 9999\n"));
    assertFalse(client.overlapped);
    assertEquals(0, ended.get());
  }
}
