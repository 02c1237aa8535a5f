package dev.letterbox.testing.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs tasks at the same time. */
public final class ConcurrentRun {

  private static final Duration NO_TIMEOUT = Duration.ofDays(1);

  private ConcurrentRun() {}

  /** Runs each task on its own thread; throws the first failure. */
  public static <T> List<T> all(Collection<Callable<T>> work) throws Exception {
    return all(work, NO_TIMEOUT);
  }

  /** Cancels tasks that run longer than the timeout, which is a failure. */
  public static <T> List<T> all(Collection<Callable<T>> work, Duration timeout) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(work, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Runs a task on this many threads. */
  public static <T> List<T> repeat(int count, Callable<T> work) throws Exception {
    return all(Stream.generate(() -> work).limit(count).toList());
  }
}
