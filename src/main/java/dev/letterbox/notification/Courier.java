package dev.letterbox.notification;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.message.RecipientsOfMessage;
import dev.letterbox.notification.Contents.Content;
import dev.letterbox.shared.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands claimed entries over to their channel, one after the other. What is read for them is read
 * for all at once.
 */
@ApplicationScoped
class Courier implements Carrier {

  private static final Logger LOG = Logger.getLogger(Courier.class.getName());

  /** So many recipients of a broadcast are read together. */
  private static final int TOGETHER = 100;

  @EJB private Transactions transactions;
  @Inject private Outbox outbox;
  @Inject private Ranges ranges;
  @Inject private Rounds rounds;
  @Inject private Contents contents;
  @Inject private Addressing addressing;
  @Inject private RecipientsOfMessage recipients;
  @Inject private Digests digests;

  /** What was read for a claim, and when. */
  private record Read(Map<Long, Content> contents, Addressing.Known known, ReadAt at) {}

  @Override
  public boolean carry(NotificationChannel channel, Outbox.Claim claim, Stopping stopping) {
    Round round = new Round(channel, claim, outbox, ranges, stopping);
    rounds.begin(round);
    try {
      Optional<Read> all = readAll(channel, claim.entries());
      for (Optional<Entry> entry = round.next(); entry.isPresent(); entry = round.next()) {
        if (all.filter(read -> !read.at().isFresh()).isPresent()) {
          all = readAll(channel, round.left(entry.get()));
        }
        carry(entry.get(), all, round);
      }
    } finally {
      rounds.end(round);
      round.finish();
    }
    return !round.isUnavailable();
  }

  /** Empty when one of them can't be read, which must not concern the others. */
  private Optional<Read> readAll(NotificationChannel channel, List<Entry> entries) {
    try {
      return Optional.of(
          transactions.begin(() -> read(channel, entries, contents::withShortTexts)));
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, e, () -> "Some of these can't be read: " + entries);
      return Optional.empty();
    }
  }

  /** What goes wrong concerns this entry alone. */
  private void carry(Entry entry, Optional<Read> all, Round round) {
    try {
      Read read =
          all.isPresent()
              ? all.get()
              : transactions.begin(
                  () -> read(round.channel(), List.of(entry), contents::withShortTexts));
      carry(entry, read, round);
    } catch (RuntimeException e) {
      round.failed(entry, e);
    }
  }

  /** Entries that are told together, and what of them there is to tell. */
  record Together(List<Entry> entries, List<Notification> notifications) {}

  /**
   * All that was claimed for one user, without what has to wait, and of long texts the beginning.
   */
  Together together(NotificationChannel channel, Outbox.Claim claim) {
    Read read = transactions.begin(() -> read(channel, claim.entries(), contents::withBeginnings));
    List<Entry> entries = new ArrayList<>();
    List<Entry> takenBack = new ArrayList<>();
    List<Notification> notifications = new ArrayList<>();
    for (Entry entry : claim.entries()) {
      Content content = read.contents().get(entry.messageId());
      boolean waits = content != null && content.isTakenBack(entry);
      (waits ? takenBack : entries).add(entry);
      if (content != null && content.isToBeTold(entry)) {
        notification(entry, content, read.known()).ifPresent(notifications::add);
      }
    }
    outbox.postpone(claim.mark(), takenBack);
    return new Together(entries, notifications);
  }

  private Read read(
      NotificationChannel channel,
      List<Entry> entries,
      Function<Collection<Long>, Map<Long, Content>> reader) {
    ReadAt at = ReadAt.now();
    Map<Long, Content> found =
        reader.apply(entries.stream().map(Entry::messageId).collect(toSet()));
    Map<NotificationLabel, Set<String>> names = new EnumMap<>(NotificationLabel.class);
    for (Entry entry : entries) {
      Content content = found.get(entry.messageId());
      if (content != null && entry.recipient() != null) {
        names
            .computeIfAbsent(content.labelFor(entry), label -> new TreeSet<>())
            .add(entry.recipient());
      }
    }
    return new Read(found, addressing.read(names, senders(found), channel), at.done());
  }

  private static Set<String> senders(Map<Long, Content> contents) {
    return contents.values().stream()
        .map(Content::sender)
        .filter(Objects::nonNull)
        .collect(toCollection(HashSet::new));
  }

  private void carry(Entry entry, Read read, Round round) {
    Content content = read.contents().get(entry.messageId());
    if (content != null && content.isTakenBack(entry)) {
      round.postpone(entry);
    } else if (content == null || !content.isToBeTold(entry)) {
      round.done(entry);
    } else if (entry.isRange()) {
      round.flush();
      carryRange(entry, round);
    } else {
      round.tell(
          entry,
          digests.dueFrom(read.known().digest(entry.recipient())),
          () -> notification(entry, content, read.known()));
    }
  }

  private Optional<Notification> notification(
      Entry entry, Content content, Addressing.Known known) {
    return whole(content).flatMap(whole -> notificationOf(entry, whole, known));
  }

  private Optional<Notification> notificationOf(
      Entry entry, Content content, Addressing.Known known) {
    String visitor = content.visitorToTell(entry);
    return visitor == null
        ? addressing.toUser(entry, content, entry.recipient(), known)
        : Optional.of(addressing.toVisitor(entry, content, visitor, known));
  }

  private Optional<Content> whole(Content content) {
    return content.body() == null
        ? transactions.begin(() -> contents.whole(content))
        : Optional.of(content);
  }

  /** All is read again soon, so that nobody is told of a withdrawn message for long. */
  private void carryRange(Entry range, Round round) {
    String after = range.after();
    boolean more = true;
    while (more) {
      ReadAt begun = ReadAt.now();
      String from = after;
      Optional<Content> found = toBeTold(range);
      if (found.isEmpty()) {
        break;
      }
      List<String> names =
          transactions.begin(
              () -> recipients.next(range.messageId(), from, range.last(), TOGETHER));
      if (names.isEmpty()) {
        break;
      }
      Content content = found.get();
      Addressing.Known known = known(range, content, names, round);
      ReadAt at = begun.done();
      for (String name : names) {
        if (!round.tellInRange(
            range,
            name,
            digests.dueFrom(known.digest(name)),
            () -> addressing.toUser(range, content, name, known))) {
          return;
        }
        after = name;
        if (!at.isFresh()) {
          break;
        }
      }
      more = names.size() == TOGETHER || !at.isFresh();
    }
    round.endOfRange(range);
  }

  /** What a range tells, as it is now; empty when that is not to be told any more. */
  private Optional<Content> toBeTold(Entry range) {
    return contents.of(Set.of(range.messageId())).values().stream()
        .filter(content -> content.isToBeTold(range))
        .findFirst()
        .flatMap(this::whole);
  }

  private Addressing.Known known(Entry range, Content content, List<String> names, Round round) {
    Set<String> senders = content.sender() == null ? Set.of() : Set.of(content.sender());
    return transactions.begin(
        () -> addressing.read(Map.of(content.labelFor(range), names), senders, round.channel()));
  }
}
