package dev.letterbox.message;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Recipient;
import dev.letterbox.api.Reply;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Writes for trusted applications. */
@Stateless(name = "MessageService")
@PermitAll
public class MessageServiceBean implements MessageService {

  @Inject private Recipients recipients;
  @Inject private Addressees addressees;
  @Inject private Answering answering;
  @Inject private RecipientSearch search;
  @Inject private MessageStore messages;
  @Inject private Deliveries deliveries;
  @Inject private Counters counters;
  @Inject private Posting posting;
  @Inject private Moderation moderation;
  @Inject private VisitorLetters visitorLetters;
  @Inject private VisitorAddresses visitors;
  @Inject private Withdrawals withdrawals;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Announcing announcing;

  @Override
  public List<Message> write(NewMessage message) {
    return send(message.visitor() == null ? letters(message) : visitorLetters.of(message));
  }

  private List<Letter> letters(NewMessage message) {
    InputErrors errors = new InputErrors();
    Draft draft = Draft.of(message, errors);
    List<String> names = addressees.of(message, errors);
    errors.throwIfAny();

    List<Addressed> addressed = names.stream().map(draft::to).toList();
    return judged(addressed, message.moderators(), message.byUser());
  }

  @Override
  public List<Message> reply(Reply reply) {
    return send(judged(answering.addressed(reply), reply.moderators(), reply.byUser()));
  }

  @Override
  public List<Recipient> findRecipients(String sender, String beginning, int limit) {
    return search.find(sender, beginning, limit);
  }

  private List<Letter> judged(
      List<Addressed> addressed, List<AutoModerator> moderators, boolean byUser) {
    Instant now = clock.now();
    List<Letter> letters = new ArrayList<>();
    Iterator<Long> ids = deliveries.newMessageIds(addressed.size()).iterator();
    for (Addressed each : addressed) {
      Letter letter =
          new Letter(ids.next(), each.draft(), each.recipient(), now, Judgement.ACCEPTED);
      letters.add(letter.judged(moderation.judge(seenBySender(letter), moderators, byUser)));
    }
    return letters;
  }

  /** Stores letters, delivers those that were accepted, and tells what was written. */
  private List<Message> send(List<Letter> letters) {
    posting.post(letters);
    announcing.tell(
        letters.stream().filter(Letter::isAccepted).map(Letter::sent).toList(),
        letters.stream().filter(Letter::isRejected).map(Letter::rejected).toList());
    return letters.stream().map(this::seenBySender).toList();
  }

  private Message seenBySender(Letter letter) {
    return letter.asSeenBySender(settings.get(Setting.LEVEL_TAGS), visitors);
  }

  @Override
  public DeliveryReport broadcast(Broadcast broadcast) {
    InputErrors errors = new InputErrors();
    Draft draft = Draft.of(broadcast, errors);
    Iterator<Set<String>> names = Recipients.chunks(broadcast.recipients().get(), errors);
    errors.throwIfAny();
    return tell(draft, names);
  }

  @Override
  public DeliveryReport notify(Notice notice) {
    InputErrors errors = new InputErrors();
    Draft draft = Draft.of(ofSessionIfUsed(notice), errors);
    Iterator<Set<String>> names = Recipients.chunks(notice.recipients().get(), errors);
    errors.throwIfAny();
    if (draft.body().isEmpty() || draft.level() < settings.get(Setting.MINIMUM_LEVEL)) {
      return DeliveryReport.NOTHING_STORED;
    }
    DeliveryReport report = tell(draft, names);
    if (draft.session() != null && report.delivered() > 1) {
      errors.add("session", "Only a notice to one user can belong to a session.");
    }
    errors.throwIfAny();
    return report;
  }

  private Notice ofSessionIfUsed(Notice notice) {
    return settings.get(Setting.USE_SESSIONS) ? notice : notice.inSession(null);
  }

  @Override
  public void withdraw(long messageId) {
    withdrawals.withdraw(messageId, null, clock.now());
  }

  @Override
  public void withdraw(String sender, long messageId) {
    withdrawals.withdraw(messageId, sender, clock.now());
  }

  private DeliveryReport tell(Draft draft, Iterator<Set<String>> names) {
    Telling telling = new Telling(draft, clock.now(), recipients, messages, deliveries, counters);
    names.forEachRemaining(telling::tell);
    DeliveryReport report = telling.finish();
    report.messageId().ifPresent(id -> announcing.tell(told(id, draft, report.delivered())));
    return report;
  }

  private static MessageSent told(long id, Draft draft, long deliveries) {
    return new MessageSent(
        id, draft.kind(), draft.sender(), null, deliveries, draft.notification(), null, false);
  }
}
