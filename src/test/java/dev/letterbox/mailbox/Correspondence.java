package dev.letterbox.mailbox;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Grouping;
import dev.letterbox.api.Kind;
import dev.letterbox.api.Level;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageOrder;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.shared.DefaultSettings;
import dev.letterbox.shared.LevelTags;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What some users have written to each other, in every state that there is: in memory, and as rows.
 * Says what each folder and conversation shows, without a database.
 */
final class Correspondence {

  private static final LevelTags LEVELS = new DefaultSettings().get(Setting.LEVEL_TAGS);

  private static final int[] LEVEL_NUMBERS = {0, 7, Level.INFO, Level.ERROR, Integer.MAX_VALUE};

  private final Sql sql;
  private final List<String> users;
  private final Random random;
  private final List<Written> all = new ArrayList<>();

  Correspondence(Sql sql, List<String> users, Random random) {
    this.sql = sql;
    this.users = users;
    this.random = random;
  }

  /** Writes so many messages: roots, replies, notices, broadcasts, and those of visitors. */
  void write(int number) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      ids.addAll(
          sql.query(
              sql.isDerby()
                  ? "values next value for lb_message_id"
                  : "select nextval('lb_message_id')",
              row -> row.getLong(1)));
    }
    ids.forEach(this::writeOne);
    CorrespondenceRows rows = new CorrespondenceRows(sql, all);
    all.forEach(rows::store);
    users.forEach(user -> rows.storeMailbox(user, folder(Folder.INBOX, user)));
  }

  private void writeOne(long id) {
    Instant sentAt = Paging.START.plus(Duration.ofMinutes(all.size()));
    List<Written> answerable =
        all.stream().filter(each -> each.isAccepted() && !each.copies().isEmpty()).toList();
    int kind = random.nextInt(10);
    if (kind < 5 && !answerable.isEmpty()) {
      Written answered = any(answerable);
      String sender = any(List.copyOf(answered.copies().keySet()));
      add(id, answered.message(), Kind.MESSAGE, sender, recipientOf(answered), sentAt);
    } else if (kind < 8) {
      add(id, null, Kind.MESSAGE, any(users), any(users), sentAt);
    } else if (kind == 8) {
      add(id, null, Kind.NOTICE, null, null, sentAt);
    } else {
      add(id, null, random.nextBoolean() ? Kind.BROADCAST : Kind.MESSAGE, any(users), null, sentAt);
    }
  }

  /** Who gets the answer to a message; whoever is there for one without a sender. */
  private String recipientOf(Written answered) {
    String sender = answered.message().sender();
    return sender == null ? any(users) : sender;
  }

  private void add(
      long id, Message parent, Kind kind, String sender, String recipient, Instant sentAt) {
    ModerationStatus status =
        kind == Kind.MESSAGE && random.nextInt(4) == 0
            ? any(List.of(ModerationStatus.PENDING, ModerationStatus.REJECTED))
            : ModerationStatus.ACCEPTED;
    boolean withdrawn = kind == Kind.MESSAGE && random.nextInt(12) == 0;
    int level = LEVEL_NUMBERS[random.nextInt(LEVEL_NUMBERS.length)];
    String subject = any(Paging.WORDS) + (random.nextBoolean() ? " re" : " RE") + random.nextInt(3);
    Message message =
        new Message(
            id,
            parent == null ? id : parent.thread(),
            kind,
            sender,
            recipient,
            withdrawn || kind == Kind.NOTICE ? null : subject,
            withdrawn ? "" : "Text " + any(Paging.WORDS),
            level,
            LEVELS.nameOf(level),
            List.of("Tag" + random.nextInt(3), any(Paging.WORDS)).stream().sorted().toList(),
            random.nextBoolean() ? "demo:index" : "",
            sentAt,
            null,
            null,
            false,
            null,
            status,
            status == ModerationStatus.REJECTED ? "because" : null,
            parent == null ? null : parent.id(),
            null,
            withdrawn ? sentAt.plusSeconds(30) : null,
            1);
    boolean clutters = kind == Kind.BROADCAST;
    Instant senderDeleted =
        clutters || random.nextInt(9) == 0 ? sentAt : later(sentAt, random.nextInt(3) == 0);
    boolean archived = clutters || random.nextInt(3) == 0;
    all.add(new Written(message, archived, senderDeleted, copies(message)));
  }

  private Map<String, Written.Copy> copies(Message message) {
    List<String> recipients =
        message.kind() != Kind.MESSAGE
            ? users.stream().filter(each -> random.nextInt(3) > 0).toList()
            : message.recipient() == null ? List.of() : List.of(message.recipient());
    boolean wasAccepted =
        message.moderationStatus() == ModerationStatus.ACCEPTED
            || (message.moderationStatus() == ModerationStatus.REJECTED && random.nextBoolean());
    Map<String, Written.Copy> copies = new TreeMap<>();
    for (String recipient : wasAccepted ? recipients : List.<String>of()) {
      boolean rejected = message.moderationStatus() == ModerationStatus.REJECTED;
      Instant read = later(message.sentAt(), random.nextBoolean() || message.withdrawnAt() != null);
      Instant replied = later(message.sentAt(), random.nextInt(4) == 0);
      Instant deleted = later(message.sentAt(), rejected || random.nextInt(4) == 0);
      copies.put(recipient, new Written.Copy(read, replied, random.nextInt(4) == 0, deleted));
    }
    return copies;
  }

  private Instant later(Instant time, boolean wanted) {
    return wanted ? time.plusSeconds(60 + random.nextInt(1000)) : null;
  }

  private <T> T any(List<T> choices) {
    return Paging.any(random, choices);
  }

  /** What a folder shows by message, in no order. */
  List<Shown> folder(Folder folder, String owner) {
    return all.stream().map(each -> each.in(folder, owner)).filter(Objects::nonNull).toList();
  }

  /** A page of a folder, as long as it may get. */
  List<Message> folder(
      Folder folder,
      Grouping grouping,
      String owner,
      MessageFilter filter,
      List<MessageOrder> order) {
    List<Shown> shown = InboxModel.selectShown(folder(folder, owner), filter);
    Map<Long, List<Shown>> entries =
        shown.stream()
            .collect(
                Collectors.groupingBy(
                    each ->
                        grouping == Grouping.MESSAGE
                            ? each.message().id()
                            : each.message().thread()));
    return entries.values().stream()
        .map(Correspondence::newest)
        .sorted(InboxModel.comparator(order))
        .map(Shown::message)
        .toList();
  }

  private static Shown newest(List<Shown> conversation) {
    Shown newest =
        conversation.stream()
            .max(Comparator.comparingLong(each -> each.message().id()))
            .orElseThrow();
    return new Shown(Written.standingFor(newest.message(), conversation.size()), newest.received());
  }

  /** What somebody sees of a conversation, oldest first. */
  List<Message> conversation(String owner, long thread) {
    return all.stream()
        .filter(each -> each.message().thread() == thread)
        .filter(each -> each.isReceivedBy(owner) || owner.equals(each.message().sender()))
        .map(each -> each.isReceivedBy(owner) ? each.received(owner) : each.sent())
        .map(Shown::message)
        .sorted(Comparator.comparingLong(Message::id))
        .toList();
  }

  /** Whether somebody received a message that he can see. */
  boolean isReceived(long id, String owner) {
    return all.stream().anyMatch(each -> each.message().id() == id && each.isReceivedBy(owner));
  }

  /** The ids of all conversations. */
  List<Long> threads() {
    return all.stream().map(each -> each.message().thread()).distinct().toList();
  }

  /** Messages without the address of a visitor, of which this knows nothing. */
  static List<Message> comparable(List<Message> messages) {
    return messages.stream().map(each -> Written.standingFor(each, each.messages())).toList();
  }
}
