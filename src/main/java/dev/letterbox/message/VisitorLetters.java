package dev.letterbox.message;

import dev.letterbox.api.ExtensionFailedException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.VisitorsClosedException;
import dev.letterbox.api.spi.User;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What visitors write, each to one user. When that user can't be written to (he is unknown,
 * inactive, or a filter refuses) the message is judged and stored all the same, but it is rejected:
 * so a visitor can't find out who has an account.
 */
@ApplicationScoped
class VisitorLetters {

  private static final Logger LOG = Logger.getLogger(VisitorLetters.class.getName());

  @Inject private Addressees addressees;
  @Inject private Moderation moderation;
  @Inject private VisitorAddresses visitors;
  @Inject private Deliveries deliveries;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /**
   * The letter, judged.
   *
   * @throws VisitorsClosedException when the setting forbids it
   */
  List<Letter> of(NewMessage message) {
    if (!settings.get(Setting.VISITORS)) {
      throw new VisitorsClosedException();
    }
    InputErrors errors = new InputErrors();
    Draft draft = Draft.ofVisitor(message, errors);
    String addressed = onlyRecipient(message.recipients(), errors);
    errors.throwIfAny();

    Optional<String> recipient = recipient(addressed);
    long id = deliveries.newMessageIds(1).get(0);
    Letter letter =
        new Letter(id, draft, recipient.orElse(addressed), clock.now(), Judgement.ACCEPTED);
    Judgement judgement =
        moderation.judge(
            letter.asSeenBySender(settings.get(Setting.LEVEL_TAGS), visitors),
            message.moderators(),
            message.byUser());
    return List.of(recipient.isPresent() ? letter.judged(judgement) : refused(letter, judgement));
  }

  /**
   * A filter that fails refuses: it is asked about users only, so its failure would tell of them.
   */
  private Optional<String> recipient(String addressed) {
    try {
      return addressees.check(null, List.of(addressed), 0).allowed().stream()
          .map(User::name)
          .findFirst();
    } catch (ExtensionFailedException e) {
      LOG.log(Level.WARNING, e, () -> "A visitor's message is rejected, because a filter failed");
      return Optional.empty();
    }
  }

  /** Nobody is told of it, not even its writer why. */
  private static Letter refused(Letter letter, Judgement judgement) {
    return new Letter(
        letter.id(),
        letter.draft().withoutNotification(),
        letter.recipient(),
        letter.sentAt(),
        new Judgement(ModerationStatus.REJECTED, null, judgement.ratings()));
  }

  private static String onlyRecipient(List<String> names, InputErrors errors) {
    if (names.size() != 1) {
      errors.add("recipients", "Name exactly one recipient.");
      return "";
    }
    String name = names.get(0);
    errors.requiredLine("recipients", name, InputErrors.MAX_NAME);
    return name;
  }
}
