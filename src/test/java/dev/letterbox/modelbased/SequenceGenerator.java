package dev.letterbox.modelbased;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.modelbased.model.ReferenceModel;
import dev.letterbox.modelbased.model.ViewPart;
import dev.letterbox.modelbased.model.WriteCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Generates sequences of mostly valid steps. A seed determines its sequence: steps are chosen by
 * the state of a model, on which each step runs as it is generated.
 */
final class SequenceGenerator {

  static final List<String> USERS = List.of("ann", "ben", "cem");

  /** In the past, so that cleanup affects no message of another test. */
  private static final Instant START_TIME = Instant.parse("2001-01-01T12:00:00Z");

  private static final Duration STEP_INTERVAL = Duration.ofHours(5);
  private static final String UNKNOWN_MESSAGE = "nothing";

  private final SplittableRandom random;
  private final ReferenceModel model = new ReferenceModel();

  private SequenceGenerator(long seed) {
    random = new SplittableRandom(seed);
  }

  static List<ModelStep> sequence(long seed, int length) {
    SequenceGenerator generator = new SequenceGenerator(seed);
    List<ModelStep> steps = new ArrayList<>();
    for (int number = 1; number <= length; number++) {
      ModelStep step = generator.nextStep(number);
      generator.model.setTime(timeOf(step));
      step.operation().applyTo(generator.model);
      steps.add(step);
    }
    return steps;
  }

  static Instant timeOf(ModelStep step) {
    return START_TIME.plus(STEP_INTERVAL.multipliedBy(step.number()));
  }

  private ModelStep nextStep(int number) {
    String user = randomElement(USERS);
    int chance = random.nextInt(100);
    if (chance < 14) {
      return write(number, user);
    } else if (chance < 32) {
      return reply(number, user);
    } else if (chance < 36) {
      return broadcastOrNotice(number, user);
    } else if (chance < 52) {
      return readOperation(number, user);
    } else if (chance < 79) {
      return changeMessages(number, user);
    } else if (chance < 90) {
      return moderate(number, user);
    } else if (chance < 95) {
      return withdraw(number, user);
    }
    return rareOperation(number, user);
  }

  private ModelStep write(int number, String user) {
    if (random.nextInt(8) == 0) {
      return writeAsVisitor(number, user);
    }
    return writeAsUser(number, user, null, randomSubset(USERS, 1, 3));
  }

  private ModelStep reply(int number, String user) {
    return writeAsUser(
        number,
        user,
        messageOf(user),
        random.nextInt(5) > 0 ? List.of() : randomSubset(USERS, 1, 2));
  }

  private ModelStep writeAsVisitor(int number, String user) {
    WriteCommand command =
        new WriteCommand(
            null, null, List.of(user), true, randomVerdict(), false, false, "m" + number);
    return new ModelStep(number, command.toString(), system -> system.write(command));
  }

  private ModerationStatus randomVerdict() {
    return random.nextInt(4) > 0
        ? ModerationStatus.ACCEPTED
        : randomElement(List.of(ModerationStatus.values()));
  }

  private ModelStep writeAsUser(int number, String user, String parent, List<String> recipients) {
    WriteCommand command =
        new WriteCommand(
            user,
            parent,
            recipients,
            random.nextBoolean(),
            randomVerdict(),
            parent == null && random.nextInt(8) == 0,
            parent == null && random.nextInt(8) == 0,
            "m" + number);
    return parent == null
        ? new ModelStep(number, command.toString(), system -> system.write(command))
        : new ModelStep(number, command.toString(), system -> system.reply(command));
  }

  private ModelStep broadcastOrNotice(int number, String user) {
    List<String> recipients = randomSubset(USERS, 1, 3);
    String name = "m" + number;
    if (random.nextBoolean()) {
      int level = 10 * (1 + random.nextInt(4));
      return new ModelStep(
          number,
          "notice to " + recipients + " of level " + level,
          system -> system.sendNotice(recipients, level, name));
    }
    return new ModelStep(
        number,
        user + " broadcasts to " + recipients,
        system -> system.broadcast(user, recipients, name));
  }

  private ModelStep readOperation(int number, String user) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> open(number, user);
      case 3, 4 -> list(number, user);
      case 5, 6 -> conversation(number, user);
      default -> readUpTo(number, user);
    };
  }

  private ModelStep open(int number, String user) {
    String message = messageOf(user);
    return new ModelStep(number, user + " opens " + message, system -> system.open(user, message));
  }

  private ModelStep list(int number, String user) {
    Folder folder = randomElement(List.of(Folder.values()));
    Grouping grouping = randomElement(List.of(Grouping.values()));
    int limit = 1 + random.nextInt(4);
    return new ModelStep(
        number,
        user + " reads " + limit + " of " + ViewPart.folder(folder, grouping, false),
        system -> system.listFolder(user, folder, grouping, limit));
  }

  private ModelStep conversation(int number, String user) {
    String thread = threadOf(user);
    return new ModelStep(
        number,
        user + " reads " + ViewPart.conversation(thread),
        system -> system.openConversation(user, thread));
  }

  private ModelStep readUpTo(int number, String user) {
    String last = messageOf(user);
    return new ModelStep(
        number, user + " has read up to " + last, system -> system.markReadUpTo(user, last));
  }

  private ModelStep changeMessages(int number, String user) {
    MailboxAction action = randomElement(List.of(MailboxAction.values()));
    int messages = random.nextInt(4);
    int threads = messages == 0 || random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0;
    List<String> ids = IntStream.range(0, messages).mapToObj(i -> messageOf(user)).toList();
    List<String> threadNames = IntStream.range(0, threads).mapToObj(i -> threadOf(user)).toList();
    return new ModelStep(
        number,
        user + " does " + action + " to messages " + ids + " and conversations " + threadNames,
        system -> system.act(user, action, ids, threadNames));
  }

  private ModelStep moderate(int number, String moderator) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> accept(number, moderator);
      case 2 -> reject(number, moderator);
      default -> takeBack(number, moderator);
    };
  }

  private ModelStep accept(int number, String moderator) {
    String message = pendingMessage();
    return new ModelStep(number, "accept " + message, system -> system.accept(moderator, message));
  }

  private ModelStep reject(int number, String moderator) {
    String message = pendingMessage();
    String reason = "Reason of m" + number;
    return new ModelStep(
        number, "reject " + message, system -> system.reject(moderator, message, reason));
  }

  private ModelStep takeBack(int number, String moderator) {
    String message = randomElement(names());
    return new ModelStep(
        number, "take back " + message, system -> system.takeBack(moderator, message));
  }

  private String pendingMessage() {
    List<String> pending = model.pendingMessages();
    return pending.isEmpty() || random.nextInt(4) == 0
        ? randomElement(names())
        : randomElement(pending);
  }

  private ModelStep withdraw(int number, String user) {
    if (random.nextInt(3) == 0) {
      String message = randomElement(names());
      return new ModelStep(
          number, "an application withdraws " + message, system -> system.withdraw(null, message));
    }
    String message = messageOf(user);
    return new ModelStep(
        number, user + " withdraws " + message, system -> system.withdraw(user, message));
  }

  private ModelStep rareOperation(int number, String user) {
    String other = randomElement(USERS);
    int days = 1 + random.nextInt(6);
    boolean enabled = random.nextBoolean();
    return switch (random.nextInt(12)) {
      case 0, 1, 2 ->
          new ModelStep(number, user + " blocks " + other, system -> system.block(user, other));
      case 3, 4 ->
          new ModelStep(number, user + " unblocks " + other, system -> system.unblock(user, other));
      case 5, 6, 7 ->
          new ModelStep(number, "clean up after " + days + " days", system -> system.cleanUp(days));
      case 8, 9 ->
          new ModelStep(
              number,
              "unread may be deleted: " + enabled,
              system -> system.allowDeleteUnread(enabled));
      case 10 ->
          new ModelStep(
              number, "read is deleted: " + enabled, system -> system.deleteRead(enabled));
      default -> erase(number, user);
    };
  }

  private static ModelStep erase(int number, String user) {
    return new ModelStep(
        number,
        "erase " + user,
        system -> {
          String erased = system.erase(user, "gone" + number);
          system.recreateUser(user);
          return erased;
        });
  }

  /** Mostly a message that the user can see; sometimes a foreign or unknown one. */
  private String messageOf(String user) {
    int chance = random.nextInt(20);
    List<String> own = model.messagesVisibleTo(user);
    if (chance == 0) {
      return UNKNOWN_MESSAGE;
    }
    return chance < 3 || own.isEmpty() ? randomElement(names()) : randomElement(own);
  }

  private String threadOf(String user) {
    return model.threadOf(messageOf(user)).orElse(UNKNOWN_MESSAGE);
  }

  private List<String> names() {
    List<String> names = model.messages();
    return names.isEmpty() ? List.of(UNKNOWN_MESSAGE) : names;
  }

  private <T> T randomElement(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private List<String> randomSubset(List<String> values, int minSize, int maxSize) {
    LinkedHashSet<String> subset = new LinkedHashSet<>();
    int number = minSize + random.nextInt(maxSize - minSize + 1);
    while (subset.size() < number) {
      subset.add(randomElement(values));
    }
    return List.copyOf(subset);
  }
}
