package dev.letterbox.mailbox;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Level;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.shared.config.DefaultSettings;
import dev.letterbox.shared.config.LevelTags;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.jdbc.Database;
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
 * Random messages between users in all states, in memory and in the database, with the expected
 * content of folders and conversations.
 */
final class GeneratedMessages {

  private static final LevelTags LEVEL_TAGS = new DefaultSettings().get(Setting.LEVEL_TAGS);

  private static final int[] SAMPLE_LEVELS = {0, 7, Level.INFO, Level.ERROR, Integer.MAX_VALUE};

  private final Database database;
  private final List<String> users;
  private final Random random;
  private final List<GeneratedMessage> generated = new ArrayList<>();

  GeneratedMessages(Database database, List<String> users, Random random) {
    this.database = database;
    this.users = users;
    this.random = random;
  }

  /** Generates roots, replies, notices, broadcasts and messages to visitors. */
  void generate(int count) {
    String nextId =
        database
            .dialect()
            .choose(
                () -> "values next value for lb_message_id",
                () -> "select nextval('lb_message_id')");
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(database.sql(nextId).single(row -> row.getLong(1)));
    }
    ids.forEach(this::generateOne);
    GeneratedMessageRepository rows = new GeneratedMessageRepository(database, generated);
    generated.forEach(rows::insert);
    users.forEach(user -> rows.insertMailbox(user, expectedFolder(Folder.INBOX, user)));
  }

  private void generateOne(long id) {
    Instant sentAt = PagingTestSupport.START_TIME.plus(Duration.ofMinutes(generated.size()));
    List<GeneratedMessage> repliable =
        generated.stream()
            .filter(each -> each.isAccepted() && !each.deliveries().isEmpty())
            .toList();
    int kind = random.nextInt(10);
    if (kind < 5 && !repliable.isEmpty()) {
      GeneratedMessage parent = pick(repliable);
      String sender = pick(List.copyOf(parent.deliveries().keySet()));
      add(id, parent.message(), MessageKind.MESSAGE, sender, replyRecipient(parent), sentAt);
    } else if (kind < 8) {
      add(id, null, MessageKind.MESSAGE, pick(users), pick(users), sentAt);
    } else if (kind == 8) {
      add(id, null, MessageKind.NOTICE, null, null, sentAt);
    } else {
      add(
          id,
          null,
          random.nextBoolean() ? MessageKind.BROADCAST : MessageKind.MESSAGE,
          pick(users),
          null,
          sentAt);
    }
  }

  /** The recipient of a reply; any user for a message without sender. */
  private String replyRecipient(GeneratedMessage parent) {
    String sender = parent.message().sender();
    return sender == null ? pick(users) : sender;
  }

  private void add(
      long id, Message parent, MessageKind kind, String sender, String recipient, Instant sentAt) {
    ModerationStatus status =
        kind == MessageKind.MESSAGE && random.nextInt(4) == 0
            ? pick(List.of(ModerationStatus.PENDING, ModerationStatus.REJECTED))
            : ModerationStatus.ACCEPTED;
    boolean withdrawn = kind == MessageKind.MESSAGE && random.nextInt(12) == 0;
    int level = SAMPLE_LEVELS[random.nextInt(SAMPLE_LEVELS.length)];
    String subject =
        pick(PagingTestSupport.SAMPLE_WORDS)
            + (random.nextBoolean() ? " re" : " RE")
            + random.nextInt(3);
    Message message =
        Message.builder()
            .id(id)
            .conversation(
                parent == null ? id : parent.thread(), parent == null ? null : parent.id())
            .kind(kind)
            .sender(sender)
            .recipient(recipient)
            .subject(withdrawn || kind == MessageKind.NOTICE ? null : subject)
            .body(withdrawn ? "" : "Text " + pick(PagingTestSupport.SAMPLE_WORDS))
            .level(level, LEVEL_TAGS.nameOf(level))
            .tags(List.of("Tag" + random.nextInt(3), pick(PagingTestSupport.SAMPLE_WORDS)))
            .view(random.nextBoolean() ? "demo:index" : "")
            .sentAt(sentAt)
            .withdrawnAt(withdrawn ? sentAt.plusSeconds(30) : null)
            .moderation(status, status == ModerationStatus.REJECTED ? "because" : null)
            .build();
    boolean hiddenFromSender = kind == MessageKind.BROADCAST;
    Instant senderDeleted =
        hiddenFromSender || random.nextInt(9) == 0
            ? sentAt
            : laterTime(sentAt, random.nextInt(3) == 0);
    boolean archived = hiddenFromSender || random.nextInt(3) == 0;
    generated.add(
        new GeneratedMessage(message, archived, senderDeleted, generateDeliveries(message)));
  }

  private Map<String, GeneratedMessage.GeneratedDelivery> generateDeliveries(Message message) {
    List<String> recipients =
        message.kind() != MessageKind.MESSAGE
            ? users.stream().filter(each -> random.nextInt(3) > 0).toList()
            : message.recipient() == null ? List.of() : List.of(message.recipient());
    boolean wasAccepted =
        message.moderationStatus() == ModerationStatus.ACCEPTED
            || (message.moderationStatus() == ModerationStatus.REJECTED && random.nextBoolean());
    Map<String, GeneratedMessage.GeneratedDelivery> deliveries = new TreeMap<>();
    for (String recipient : wasAccepted ? recipients : List.<String>of()) {
      boolean rejected = message.moderationStatus() == ModerationStatus.REJECTED;
      Instant readAt =
          laterTime(message.sentAt(), random.nextBoolean() || message.withdrawnAt() != null);
      Instant repliedAt = laterTime(message.sentAt(), random.nextInt(4) == 0);
      Instant deletedAt = laterTime(message.sentAt(), rejected || random.nextInt(4) == 0);
      deliveries.put(
          recipient,
          new GeneratedMessage.GeneratedDelivery(
              readAt, repliedAt, random.nextInt(4) == 0, deletedAt));
    }
    return deliveries;
  }

  private Instant laterTime(Instant time, boolean wanted) {
    return wanted ? time.plusSeconds(60 + random.nextInt(1000)) : null;
  }

  private <T> T pick(List<T> choices) {
    return PagingTestSupport.pick(random, choices);
  }

  /** Expected entries of a folder by message, unordered. */
  List<GeneratedEntry> expectedFolder(Folder folder, String owner) {
    return generated.stream()
        .map(each -> each.entryIn(folder, owner))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Expected content of a folder. */
  List<Message> expectedFolder(
      Folder folder,
      Grouping grouping,
      String owner,
      MessageFilter filter,
      List<MessageOrder> order) {
    List<GeneratedEntry> filtered = InMemoryQuery.filter(expectedFolder(folder, owner), filter);
    Map<Long, List<GeneratedEntry>> entries =
        filtered.stream()
            .collect(
                Collectors.groupingBy(
                    each ->
                        grouping == Grouping.MESSAGE
                            ? each.message().id()
                            : each.message().thread()));
    return entries.values().stream()
        .map(GeneratedMessages::newest)
        .sorted(InMemoryQuery.comparator(order))
        .map(GeneratedEntry::message)
        .toList();
  }

  private static GeneratedEntry newest(List<GeneratedEntry> conversation) {
    GeneratedEntry newest =
        conversation.stream()
            .max(Comparator.comparingLong(each -> each.message().id()))
            .orElseThrow();
    return new GeneratedEntry(
        GeneratedMessage.withMessageCount(newest.message(), conversation.size()),
        newest.received());
  }

  /** Expected messages of a conversation, oldest first. */
  List<Message> expectedConversation(String owner, long thread) {
    return generated.stream()
        .filter(each -> each.message().thread() == thread)
        .filter(each -> each.isReceivedBy(owner) || owner.equals(each.message().sender()))
        .map(each -> each.isReceivedBy(owner) ? each.receivedEntry(owner) : each.sentEntry())
        .map(GeneratedEntry::message)
        .sorted(Comparator.comparingLong(Message::id))
        .toList();
  }

  /** Whether a user received a message and can see it. */
  boolean isReceivedBy(long id, String owner) {
    return generated.stream()
        .anyMatch(each -> each.message().id() == id && each.isReceivedBy(owner));
  }

  List<Long> threads() {
    return generated.stream().map(each -> each.message().thread()).distinct().toList();
  }

  /** Copies without the address of a visitor, which the model does not generate. */
  static List<Message> withoutVisitors(List<Message> messages) {
    return messages.stream().map(each -> each.toBuilder().visitor(null).build()).toList();
  }
}
