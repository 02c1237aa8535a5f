package dev.letterbox.model;

import dev.letterbox.api.Kind;
import dev.letterbox.api.Level;
import dev.letterbox.api.ModerationStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** Writing and telling in the model. */
final class ModelWriting {

  private final Mail mail;

  ModelWriting(Mail mail) {
    this.mail = mail;
  }

  String write(Writing writing) {
    return isBlocked(writing, writing.recipients())
        ? Outcome.invalid(List.of("recipients"))
        : store(writing, null, writing.recipients());
  }

  /** Whoever replies has read what he replies to. */
  String reply(Writing writing) {
    Letter parent = mail.letters.get(writing.parent());
    String user = writing.sender();
    if (parent == null || !parent.isReceivedBy(user) || !parent.copies.get(user).isOpen()) {
      return Outcome.NOT_FOUND;
    }
    if (parent.kind == Kind.NOTICE || parent.withdrawnAt != null) {
      return Outcome.CONFLICT;
    }
    List<String> wrong = new ArrayList<>();
    if (isBlocked(writing, writing.recipients())) {
      wrong.add("copies");
    }
    List<String> all = new ArrayList<>();
    all.add(parent.sender); // nobody when a visitor has written it
    if (mail.isGone(parent.sender) || isBlocked(writing, all)) {
      wrong.add("recipients");
    }
    if (!wrong.isEmpty()) {
      return Outcome.invalid(wrong);
    }
    mail.read(parent.copies.get(user));
    all.addAll(writing.recipients());
    return store(writing, parent, all);
  }

  private boolean isBlocked(Writing writing, List<String> recipients) {
    return writing.byUser()
        && recipients.stream()
            .anyMatch(name -> mail.blocks.contains(Arrays.asList(name, writing.sender())));
  }

  private String store(Writing writing, Letter parent, List<String> recipients) {
    List<String> stored = new ArrayList<>();
    for (String recipient : new LinkedHashSet<>(recipients)) {
      Letter letter =
          new Letter(
              name(writing.name(), stored.size()), Kind.MESSAGE, parent, mail.now, Level.INFO);
      letter.sender = writing.sender();
      letter.recipient = recipient;
      letter.subject = "Subject of " + writing.name();
      letter.body = "Body of " + writing.name();
      letter.sent = writing.sender() == null ? null : side(writing.archived(), writing.deleted());
      mail.letters.put(letter.name, letter);
      mail.moderate(letter, writing.verdict(), null);
      stored.add(letter.name + " " + letter.status);
    }
    return stored.toString();
  }

  static String name(String first, int number) {
    return number == 0 ? first : first + (char) ('a' + number);
  }

  private Side side(boolean archived, boolean deleted) {
    Side side = new Side();
    side.archived = archived;
    side.deletedAt = deleted ? mail.now : null;
    return side;
  }

  String broadcast(String sender, List<String> recipients, String name) {
    Letter letter = new Letter(name, Kind.BROADCAST, null, mail.now, Level.INFO);
    letter.sender = sender;
    letter.subject = "Subject of " + name;
    letter.sent = side(true, true);
    return tell(letter, recipients);
  }

  String notice(List<String> recipients, int level, String name) {
    return tell(new Letter(name, Kind.NOTICE, null, mail.now, level), recipients);
  }

  private String tell(Letter letter, List<String> recipients) {
    letter.body = "Body of " + letter.name;
    recipients.forEach(name -> letter.copies.put(name, new Copy()));
    mail.letters.put(letter.name, letter);
    mail.moderate(letter, ModerationStatus.ACCEPTED, null);
    return "[" + letter.name + " " + letter.status + "]";
  }
}
