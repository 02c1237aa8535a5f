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
import java.util.HashMap;
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

  /** A message and all its deliveries, by recipient. */
  private record Written(
      Message message, boolean senderArchived, Instant senderDeleted, Map<String, Copy> copies) {

    boolean isAccepted() {
      return message.moderationStatus() == ModerationStatus.ACCEPTED;
    }
  }

  private record Copy(Instant readAt, Instant repliedAt, boolean archived, Instant deletedAt) {

    boolean isInInbox() {
      return !archived && deletedAt == null;
    }
  }

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
    store();
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

  private Map<String, Copy> copies(Message message) {
    List<String> recipients =
        message.kind() != Kind.MESSAGE
            ? users.stream().filter(each -> random.nextInt(3) > 0).toList()
            : message.recipient() == null ? List.of() : List.of(message.recipient());
    boolean wasAccepted =
        message.moderationStatus() == ModerationStatus.ACCEPTED
            || (message.moderationStatus() == ModerationStatus.REJECTED && random.nextBoolean());
    Map<String, Copy> copies = new TreeMap<>();
    for (String recipient : wasAccepted ? recipients : List.<String>of()) {
      boolean rejected = message.moderationStatus() == ModerationStatus.REJECTED;
      Instant read = later(message.sentAt(), random.nextBoolean() || message.withdrawnAt() != null);
      Instant replied = later(message.sentAt(), random.nextInt(4) == 0);
      Instant deleted = later(message.sentAt(), rejected || random.nextInt(4) == 0);
      copies.put(recipient, new Copy(read, replied, random.nextInt(4) == 0, deleted));
    }
    return copies;
  }

  private Instant later(Instant time, boolean wanted) {
    return wanted ? time.plusSeconds(60 + random.nextInt(1000)) : null;
  }

  private <T> T any(List<T> choices) {
    return Paging.any(random, choices);
  }

  private void store() {
    for (Written each : all) {
      Message message = each.message();
      sql.update(
          "insert into lb_message (id, thread_id, parent_id, kind, sender, recipient,"
              + " visitor_email, subject, body, level, view_name, sent_at, moderation_status,"
              + " moderation_reason, sender_archived, sender_deleted_at, withdrawn_at, version)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
          message.id(),
          message.thread(),
          message.parent(),
          message.kind().name(),
          message.sender(),
          message.recipient(),
          message.kind() == Kind.MESSAGE && message.recipient() == null ? "v@example.org" : null,
          message.subject(),
          message.body(),
          message.level(),
          message.view(),
          message.sentAt(),
          message.moderationStatus().name(),
          message.moderationReason(),
          each.senderArchived(),
          each.senderDeleted(),
          message.withdrawnAt());
      for (String tag : message.tags()) {
        sql.update("insert into lb_message_tag (message_id, tag) values (?, ?)", message.id(), tag);
      }
      each.copies().forEach((recipient, copy) -> storeCopy(message, recipient, copy));
    }
    users.forEach(this::storeMailbox);
  }

  private void storeCopy(Message message, String recipient, Copy copy) {
    sql.update(
        "insert into lb_delivery (recipient, message_id, level, read_at, replied_at, archived,"
            + " deleted_at, thread_id, alone) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        recipient,
        message.id(),
        message.level(),
        copy.readAt(),
        copy.repliedAt(),
        copy.archived(),
        copy.deletedAt(),
        message.thread(),
        !isAnswered(recipient, message.thread()));
  }

  private boolean isAnswered(String owner, long thread) {
    return all.stream()
        .anyMatch(
            each ->
                each.message().thread() == thread
                    && each.message().parent() != null
                    && each.copies().containsKey(owner));
  }

  private void storeMailbox(String owner) {
    List<Shown> inbox = folder(Folder.INBOX, owner);
    Map<Long, List<Long>> threads = new HashMap<>();
    for (Written each : all) {
      if (each.copies().containsKey(owner)) {
        threads.computeIfAbsent(each.message().thread(), id -> new ArrayList<>());
      }
    }
    inbox.forEach(each -> threads.get(each.message().thread()).add(each.message().id()));
    threads.forEach(
        (thread, ids) -> {
          if (isAnswered(owner, thread)) {
            sql.update(
                "insert into lb_conversation (owner, thread_id, messages, newest_id)"
                    + " values (?, ?, ?, ?)",
                owner,
                thread,
                ids.size(),
                ids.stream().max(Comparator.naturalOrder()).orElse(null));
          }
        });
    sql.update(
        "insert into lb_mailbox (owner, unread, total, conversations, version)"
            + " values (?, ?, ?, ?, 1)",
        owner,
        inbox.stream().filter(each -> each.message().readAt() == null).count(),
        inbox.size(),
        threads.values().stream().filter(ids -> !ids.isEmpty()).count());
  }

  /** What a folder shows by message, in no order. */
  List<Shown> folder(Folder folder, String owner) {
    return all.stream()
        .map(
            each -> {
              Copy copy = each.copies().get(owner);
              return copy != null && isReceivedIn(folder, each, copy)
                  ? received(each, owner)
                  : isSentIn(folder, each, owner) ? sent(each) : null;
            })
        .filter(Objects::nonNull)
        .toList();
  }

  private static boolean isReceivedIn(Folder folder, Written written, Copy copy) {
    return switch (folder) {
      case INBOX -> copy.isInInbox();
      case SENT -> false;
      case ARCHIVES -> copy.archived() && copy.deletedAt() == null;
      case TRASH -> copy.deletedAt() != null && written.isAccepted();
    };
  }

  private static boolean isSentIn(Folder folder, Written written, String owner) {
    Instant deleted = written.senderDeleted();
    boolean archived = written.senderArchived();
    return owner.equals(written.message().sender())
        && switch (folder) {
          case INBOX -> false;
          case SENT -> !archived && deleted == null;
          case ARCHIVES -> archived && deleted == null;
          case TRASH ->
              deleted != null
                  && (written.message().kind() != Kind.BROADCAST
                      || !deleted.equals(written.message().sentAt()));
        };
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
    return new Shown(standingFor(newest.message(), conversation.size()), newest.received());
  }

  /** What somebody sees of a conversation, oldest first. */
  List<Message> conversation(String owner, long thread) {
    return all.stream()
        .filter(each -> each.message().thread() == thread)
        .filter(each -> isReceived(each, owner) || owner.equals(each.message().sender()))
        .map(each -> isReceived(each, owner) ? received(each, owner) : sent(each))
        .map(Shown::message)
        .sorted(Comparator.comparingLong(Message::id))
        .toList();
  }

  /** Whether somebody received a message that he can see. */
  boolean isReceived(long id, String owner) {
    return all.stream().anyMatch(each -> each.message().id() == id && isReceived(each, owner));
  }

  private static boolean isReceived(Written written, String owner) {
    return written.copies().containsKey(owner) && written.isAccepted();
  }

  /** The ids of all conversations. */
  List<Long> threads() {
    return all.stream().map(each -> each.message().thread()).distinct().toList();
  }

  private static Shown received(Written written, String owner) {
    Copy copy = written.copies().get(owner);
    return new Shown(side(written.message(), owner, copy, copy.archived(), copy.deletedAt()), true);
  }

  private static Shown sent(Written written) {
    String recipient = written.message().recipient();
    Copy none = new Copy(null, null, false, null);
    Copy copy = recipient == null ? none : written.copies().getOrDefault(recipient, none);
    return new Shown(
        side(written.message(), recipient, copy, written.senderArchived(), written.senderDeleted()),
        false);
  }

  private static Message side(
      Message message, String recipient, Copy copy, boolean archived, Instant deletedAt) {
    return copy(message, recipient, copy.readAt(), copy.repliedAt(), archived, deletedAt, 1);
  }

  private static Message standingFor(Message message, int messages) {
    return copy(
        message,
        message.recipient(),
        message.readAt(),
        message.repliedAt(),
        message.archived(),
        message.deletedAt(),
        messages);
  }

  private static Message copy(
      Message message,
      String recipient,
      Instant readAt,
      Instant repliedAt,
      boolean archived,
      Instant deletedAt,
      int messages) {
    return new Message(
        message.id(),
        message.thread(),
        message.kind(),
        message.sender(),
        recipient,
        message.subject(),
        message.body(),
        message.level(),
        message.levelTag(),
        message.tags(),
        message.view(),
        message.sentAt(),
        readAt,
        repliedAt,
        archived,
        deletedAt,
        message.moderationStatus(),
        message.moderationReason(),
        message.parent(),
        null,
        message.withdrawnAt(),
        messages);
  }

  /** Messages without the address of a visitor, of which this knows nothing. */
  static List<Message> comparable(List<Message> messages) {
    return messages.stream().map(each -> standingFor(each, each.messages())).toList();
  }
}
