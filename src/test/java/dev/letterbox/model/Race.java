package dev.letterbox.model;

import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Two operations on the same message at once, by users of their own. */
final class Race {

  /** In the past, so that what others have written is never old enough to be cleaned up. */
  private static final Instant BEGIN = Instant.parse("2000-01-01T12:00:00Z");

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Services services;
  private final Situation situation;
  private final List<String> realUsers;
  private final Names names;
  private final RealWorld world;

  Race(Services services, Situation situation) {
    this.services = services;
    this.situation = situation;
    this.realUsers = services.users().many("rival", Generator.USERS.size());
    this.names = new Names(Generator.USERS, realUsers);
    this.world = new RealWorld(services, names);
  }

  /** What is wrong afterwards; empty when nothing is. */
  Optional<String> between(Rival first, Rival second) throws Exception {
    String what = situation + ", " + first.text() + " | " + second.text() + ": ";
    begin();
    CyclicBarrier start = new CyclicBarrier(2);
    try {
      AtOnce.all(List.of(racer(first, start), racer(second, start)), LONG);
    } catch (ExecutionException | CancellationException e) {
      return Optional.of(what + Trace.of(e));
    }
    List<String> mistakes = TableRows.read(services.sql(), realUsers, names.firstId()).mistakes();
    return mistakes.isEmpty() ? Optional.empty() : Optional.of(what + mistakes);
  }

  private void begin() {
    world.setTime(BEGIN);
    world.allowDeleteUnread(true);
    situation.begin(world);
    if (!names.knows(Situation.ROOT)) {
      names.add(Situation.ROOT, names.id(Situation.MESSAGE));
    }
    world.setTime(BEGIN.plus(Duration.ofMinutes(1)));
  }

  private Callable<String> racer(Rival rival, CyclicBarrier start) {
    return () -> {
      start.await(LONG.toSeconds(), TimeUnit.SECONDS);
      return rival.deed().in(world);
    };
  }
}
