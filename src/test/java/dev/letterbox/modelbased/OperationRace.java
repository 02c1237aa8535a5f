package dev.letterbox.modelbased;

import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.TestServices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Two concurrent operations on one message, with their own users. */
final class OperationRace {

  /** In the past, so that cleanup affects no message of another test. */
  private static final Instant START_TIME = Instant.parse("2000-01-01T12:00:00Z");

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final TestServices services;
  private final InitialState initialState;
  private final List<String> realUsers;
  private final NameMapping names;
  private final TestedSystem system;

  OperationRace(TestServices services, InitialState initialState) {
    this.services = services;
    this.initialState = initialState;
    this.realUsers = services.users().createMany("rival", SequenceGenerator.USERS.size());
    this.names = new NameMapping(SequenceGenerator.USERS, realUsers);
    this.system = new TestedSystem(services, names);
  }

  /** Runs both; returns violated invariants, empty if there are none. */
  Optional<String> run(RacingOperation first, RacingOperation second) throws Exception {
    String description =
        initialState + ", " + first.description() + " | " + second.description() + ": ";
    prepare();
    CyclicBarrier start = new CyclicBarrier(2);
    try {
      ConcurrentRun.all(List.of(toCallable(first, start), toCallable(second, start)), TIMEOUT);
    } catch (ExecutionException | CancellationException e) {
      return Optional.of(description + StackTraces.format(e));
    }
    List<String> violations =
        DatabaseSnapshot.read(services.sql(), realUsers, names.firstId()).violations();
    return violations.isEmpty() ? Optional.empty() : Optional.of(description + violations);
  }

  private void prepare() {
    system.setTime(START_TIME);
    system.allowDeleteUnread(true);
    initialState.establish(system);
    if (!names.contains(InitialState.ROOT)) {
      names.add(InitialState.ROOT, names.id(InitialState.MESSAGE));
    }
    system.setTime(START_TIME.plus(Duration.ofMinutes(1)));
  }

  private Callable<String> toCallable(RacingOperation operation, CyclicBarrier start) {
    return () -> {
      start.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      return operation.operation().applyTo(system);
    };
  }
}
