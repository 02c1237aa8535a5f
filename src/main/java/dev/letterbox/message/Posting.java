package dev.letterbox.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stores letters and delivers those that were accepted, with everything that counts them. */
@ApplicationScoped
class Posting {

  @Inject private MessageStore messages;
  @Inject private Deliveries deliveries;
  @Inject private ConversationRows conversations;
  @Inject private Counters counters;

  /** Letters of the same text; replies of one conversation, no two to the same user. */
  void post(List<Letter> letters) {
    List<Letter> delivered = letters.stream().filter(Letter::isDelivered).toList();
    if (letters.get(0).isReply()) {
      Map<String, ConversationRows.Row> joined = join(delivered);
      messages.store(letters);
      deliverReplies(delivered, joined);
    } else {
      messages.store(letters);
      deliverRoots(delivered);
    }
  }

  /** A stored letter that was accepted now, if it begins a conversation. */
  void deliverRoots(List<Letter> letters) {
    if (!letters.isEmpty()) {
      deliveries.deliverEach(letters);
      deliveries.countUnread(letters.stream().map(Letter::recipient).toList());
    }
  }

  /** To be called before the messages of these replies are locked. */
  Map<String, ConversationRows.Row> join(List<Letter> replies) {
    return replies.isEmpty()
        ? Map.of()
        : conversations.join(
            replies.get(0).thread(), replies.stream().map(Letter::recipient).toList());
  }

  /** Stored replies that were accepted now. */
  void deliverReplies(List<Letter> replies, Map<String, ConversationRows.Row> joined) {
    if (replies.isEmpty()) {
      return;
    }
    deliveries.deliverEach(replies);
    List<ConversationRows.Row> rows = new ArrayList<>();
    SortedMap<String, Integer> begun = new TreeMap<>();
    for (Letter reply : replies) {
      ConversationRows.Row row = joined.get(reply.recipient());
      rows.add(row.withOneMore(reply.id()));
      begun.put(reply.recipient(), row.messages() == 0 ? 1 : 0);
    }
    conversations.store(rows);
    deliveries.makeMailboxes(begun.keySet());
    counters.oneMoreUnread(begun);
  }
}
