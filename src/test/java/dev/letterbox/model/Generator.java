package dev.letterbox.model;

import dev.letterbox.api.Action;
import dev.letterbox.api.Folder;
import dev.letterbox.api.Grouping;
import dev.letterbox.api.ModerationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes up sequences of steps that mostly make sense. The same seed makes the same sequence: it
 * looks at a model only, to which the steps are done as they are made up.
 */
final class Generator {

  static final List<String> USERS = List.of("ann", "ben", "cem");

  /** In the past, so that what others have written is never old enough to be cleaned up. */
  private static final Instant BEGIN = Instant.parse("2001-01-01T12:00:00Z");

  private static final Duration BETWEEN_STEPS = Duration.ofHours(5);
  private static final String NOTHING = "nothing";

  private final SplittableRandom random;
  private final Model model = new Model();

  private Generator(long seed) {
    random = new SplittableRandom(seed);
  }

  static List<Step> sequence(long seed, int length) {
    Generator generator = new Generator(seed);
    List<Step> steps = new ArrayList<>();
    for (int number = 1; number <= length; number++) {
      Step step = generator.next(number);
      generator.model.setTime(timeOf(step));
      step.deed().in(generator.model);
      steps.add(step);
    }
    return steps;
  }

  static Instant timeOf(Step step) {
    return BEGIN.plus(BETWEEN_STEPS.multipliedBy(step.number()));
  }

  private Step next(int number) {
    String user = any(USERS);
    int chance = random.nextInt(100);
    if (chance < 14) {
      return write(number, user);
    } else if (chance < 32) {
      return reply(number, user);
    } else if (chance < 36) {
      return tell(number, user);
    } else if (chance < 52) {
      return look(number, user);
    } else if (chance < 79) {
      return act(number, user);
    } else if (chance < 90) {
      return moderate(number, user);
    } else if (chance < 95) {
      return withdraw(number, user);
    }
    return rarely(number, user);
  }

  private Step write(int number, String user) {
    if (random.nextInt(8) == 0) {
      return writtenByVisitor(number, user);
    }
    return written(number, user, null, some(USERS, 1, 3));
  }

  private Step reply(int number, String user) {
    return written(
        number, user, messageOf(user), random.nextInt(5) > 0 ? List.of() : some(USERS, 1, 2));
  }

  private Step writtenByVisitor(int number, String user) {
    Writing writing =
        new Writing(null, null, List.of(user), true, verdict(), false, false, "m" + number);
    return new Step(number, writing.toString(), world -> world.write(writing));
  }

  private ModerationStatus verdict() {
    return random.nextInt(4) > 0
        ? ModerationStatus.ACCEPTED
        : any(List.of(ModerationStatus.values()));
  }

  private Step written(int number, String user, String parent, List<String> recipients) {
    Writing writing =
        new Writing(
            user,
            parent,
            recipients,
            random.nextBoolean(),
            verdict(),
            parent == null && random.nextInt(8) == 0,
            parent == null && random.nextInt(8) == 0,
            "m" + number);
    return parent == null
        ? new Step(number, writing.toString(), world -> world.write(writing))
        : new Step(number, writing.toString(), world -> world.reply(writing));
  }

  private Step tell(int number, String user) {
    List<String> recipients = some(USERS, 1, 3);
    String name = "m" + number;
    if (random.nextBoolean()) {
      int level = 10 * (1 + random.nextInt(4));
      return new Step(
          number,
          "notice to " + recipients + " of level " + level,
          world -> world.notice(recipients, level, name));
    }
    return new Step(
        number,
        user + " broadcasts to " + recipients,
        world -> world.broadcast(user, recipients, name));
  }

  private Step look(int number, String user) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> open(number, user);
      case 3, 4 -> list(number, user);
      case 5, 6 -> conversation(number, user);
      default -> readUpTo(number, user);
    };
  }

  private Step open(int number, String user) {
    String message = messageOf(user);
    return new Step(number, user + " opens " + message, world -> world.open(user, message));
  }

  private Step list(int number, String user) {
    Folder folder = any(List.of(Folder.values()));
    Grouping grouping = any(List.of(Grouping.values()));
    int limit = 1 + random.nextInt(4);
    return new Step(
        number,
        user + " reads " + limit + " of " + Part.folder(folder, grouping, false),
        world -> world.list(user, folder, grouping, limit));
  }

  private Step conversation(int number, String user) {
    String thread = threadOf(user);
    return new Step(
        number,
        user + " reads " + Part.conversation(thread),
        world -> world.conversation(user, thread));
  }

  private Step readUpTo(int number, String user) {
    String last = messageOf(user);
    return new Step(number, user + " has read up to " + last, world -> world.readUpTo(user, last));
  }

  private Step act(int number, String user) {
    Action action = any(List.of(Action.values()));
    int messages = random.nextInt(4);
    int threads = messages == 0 || random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0;
    List<String> ids = IntStream.range(0, messages).mapToObj(i -> messageOf(user)).toList();
    List<String> of = IntStream.range(0, threads).mapToObj(i -> threadOf(user)).toList();
    return new Step(
        number,
        user + " does " + action + " to messages " + ids + " and conversations " + of,
        world -> world.act(user, action, ids, of));
  }

  private Step moderate(int number, String moderator) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> accept(number, moderator);
      case 2 -> reject(number, moderator);
      default -> takeBack(number, moderator);
    };
  }

  private Step accept(int number, String moderator) {
    String message = mostlyPending();
    return new Step(number, "accept " + message, world -> world.accept(moderator, message));
  }

  private Step reject(int number, String moderator) {
    String message = mostlyPending();
    String reason = "Reason of m" + number;
    return new Step(number, "reject " + message, world -> world.reject(moderator, message, reason));
  }

  private Step takeBack(int number, String moderator) {
    String message = any(names());
    return new Step(number, "take back " + message, world -> world.takeBack(moderator, message));
  }

  private String mostlyPending() {
    List<String> pending =
        model.mail.letters.values().stream()
            .filter(letter -> letter.status == ModerationStatus.PENDING)
            .map(letter -> letter.name)
            .toList();
    return pending.isEmpty() || random.nextInt(4) == 0 ? any(names()) : any(pending);
  }

  private Step withdraw(int number, String user) {
    if (random.nextInt(3) == 0) {
      String message = any(names());
      return new Step(
          number, "an application withdraws " + message, world -> world.withdraw(null, message));
    }
    String message = messageOf(user);
    return new Step(number, user + " withdraws " + message, world -> world.withdraw(user, message));
  }

  private Step rarely(int number, String user) {
    String other = any(USERS);
    int days = 1 + random.nextInt(6);
    boolean on = random.nextBoolean();
    return switch (random.nextInt(12)) {
      case 0, 1, 2 ->
          new Step(number, user + " blocks " + other, world -> world.block(user, other));
      case 3, 4 ->
          new Step(number, user + " unblocks " + other, world -> world.unblock(user, other));
      case 5, 6, 7 ->
          new Step(number, "clean up after " + days + " days", world -> world.cleanup(days));
      case 8, 9 ->
          new Step(number, "unread may be deleted: " + on, world -> world.allowDeleteUnread(on));
      case 10 -> new Step(number, "read is deleted: " + on, world -> world.deleteRead(on));
      default -> new Step(number, "erase " + user, world -> world.erase(user, "gone" + number));
    };
  }

  /** Mostly one that the user knows; sometimes another's, or none that there is. */
  private String messageOf(String user) {
    int chance = random.nextInt(20);
    List<String> own = model.mail.of(user).stream().map(letter -> letter.name).toList();
    if (chance == 0) {
      return NOTHING;
    }
    return chance < 3 || own.isEmpty() ? any(names()) : any(own);
  }

  private String threadOf(String user) {
    Letter letter = model.mail.letters.get(messageOf(user));
    return letter == null ? NOTHING : letter.thread;
  }

  private List<String> names() {
    return model.mail.letters.isEmpty()
        ? List.of(NOTHING)
        : List.copyOf(model.mail.letters.keySet());
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private List<String> some(List<String> values, int least, int most) {
    LinkedHashSet<String> some = new LinkedHashSet<>();
    int number = least + random.nextInt(most - least + 1);
    while (some.size() < number) {
      some.add(any(values));
    }
    return List.copyOf(some);
  }
}
