package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.MailboxHint;
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

class HintStreamTest {

  private final Client client = new Client();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger completed = new AtomicInteger();
  private final HintStream stream = stream();

  /** A client that reads when the test says so. */
  private static final class Client extends ServletOutputStream {

    private final StringBuilder read = new StringBuilder();
    private final AtomicInteger writing = new AtomicInteger();
    private volatile boolean ready = true;
    private volatile boolean gone;
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
      if (gone) {
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

  private HintStream stream() {
    ServletResponse response = object(ServletResponse.class, "getOutputStream", client);
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
      return new HintStream(context, ended::incrementAndGet);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T object(Class<T> type, String known, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> method.getName().equals(known) ? answer : null));
  }

  private static MailboxHint hint(long version) {
    return new MailboxHint("bob", version, OptionalLong.of(version));
  }

  private String read() {
    return client.read.toString();
  }

  @Test
  void hint_is_an_event_with_the_version_as_its_id() {
    stream.begin();
    stream.send(hint(7));
    assertEquals(
        "retry: 3000\n\nid: 7\nevent: mailbox\ndata: {\"version\":7,\"unread\":7}\n\n", read());
  }

  @Test
  void number_of_unread_messages_that_depends_on_the_session_is_null() {
    stream.begin();
    stream.send(new MailboxHint("bob", 1, OptionalLong.empty()));
    assertTrue(read().endsWith("data: {\"version\":1,\"unread\":null}\n\n"), read());
  }

  @Test
  void what_is_sent_before_the_begin_waits_for_it() {
    stream.send(hint(7));
    assertEquals("", read());
    stream.begin();
    assertTrue(read().contains("id: 7"), read());
  }

  @Test
  void client_that_reads_again_gets_the_newest_hint_only() {
    stream.begin();
    client.ready = false;
    IntStream.range(0, 1000).forEach(i -> stream.send(hint(i)));
    client.ready = true;
    stream.onWritePossible();
    assertEquals(1, read().split("id: ").length - 1, read());
    assertTrue(read().contains("id: 999\n"), read());
  }

  @Test
  void client_that_does_not_read_is_dropped_after_two_heartbeats() {
    stream.begin();
    stream.beat();
    assertTrue(read().endsWith(":\n\n"), read());
    client.ready = false;
    stream.beat();
    stream.beat();
    assertEquals(0, ended.get());
    stream.beat();
    assertEquals(1, ended.get());
    assertEquals(1, completed.get());
  }

  @Test
  void client_that_reads_late_is_kept() {
    stream.beat();
    stream.begin();
    client.ready = false;
    for (int i = 0; i < 5; i++) {
      stream.beat();
      stream.beat();
      client.ready = true;
      stream.onWritePossible();
      client.ready = false;
    }
    assertEquals(0, ended.get());
  }

  @Test
  void client_that_has_gone_ends_it_once() {
    stream.begin();
    client.gone = true;
    stream.send(hint(1));
    stream.send(hint(2));
    stream.onError(new IOException("Broken pipe"));
    stream.end();
    assertEquals(1, ended.get());
    assertEquals(1, completed.get());
  }

  @Test
  void nothing_is_written_after_the_end() {
    stream.begin();
    stream.end();
    String before = read();
    stream.send(hint(1));
    stream.beat();
    assertEquals(before, read());
    assertEquals(1, ended.get());
  }

  @Test
  void many_threads_write_one_after_another_and_the_last_hint_arrives() throws Exception {
    stream.begin();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      threads.execute(() -> IntStream.range(0, 5000).forEach(number -> stream.send(hint(number))));
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
    stream.send(hint(9999));
    assertTrue(read().contains("id: 9999\n"));
    assertFalse(client.overlapped);
    assertEquals(0, ended.get());
  }
}
