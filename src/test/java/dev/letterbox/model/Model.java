package dev.letterbox.model;

import dev.letterbox.api.Action;
import dev.letterbox.api.Folder;
import dev.letterbox.api.Grouping;
import dev.letterbox.api.ModerationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Letterbox must do, in memory. */
final class Model implements World {

  final Mail mail = new Mail();
  final ModelViews views = new ModelViews(mail);
  private final ModelWriting writing = new ModelWriting(mail);

  @Override
  public void setTime(Instant now) {
    mail.now = now;
  }

  @Override
  public String allowDeleteUnread(boolean allowed) {
    mail.allowDeleteUnread = allowed;
    return Outcome.DONE;
  }

  @Override
  public String deleteRead(boolean deletes) {
    mail.deleteRead = deletes;
    return Outcome.DONE;
  }

  @Override
  public String write(Writing written) {
    return writing.write(written);
  }

  @Override
  public String broadcast(String sender, List<String> recipients, String name) {
    return writing.broadcast(sender, recipients, name);
  }

  @Override
  public String notice(List<String> recipients, int level, String name) {
    return writing.notice(recipients, level, name);
  }

  @Override
  public String reply(Writing written) {
    return writing.reply(written);
  }

  @Override
  public String open(String user, String message) {
    Letter letter = mail.letters.get(message);
    if (letter == null || !letter.isOpenTo(user)) {
      return Outcome.NOT_FOUND;
    }
    mail.seen(user, letter);
    return Outcome.DONE;
  }

  @Override
  public String list(String user, Folder folder, Grouping grouping, int limit) {
    List<Letter> shown =
        views.entries(user, folder, grouping, false).stream()
            .limit(limit)
            .map(ModelViews.Entry::letter)
            .toList();
    shown.stream()
        .filter(letter -> ModelViews.sideIn(letter, user, folder) instanceof Copy)
        .toList()
        .forEach(letter -> mail.seen(user, letter));
    return shown.toString();
  }

  @Override
  public String conversation(String user, String thread) {
    List<Letter> shown = views.conversation(user, thread);
    shown.forEach(letter -> mail.seen(user, letter));
    return shown.isEmpty() ? Outcome.NOT_FOUND : shown.toString();
  }

  @Override
  public String readUpTo(String user, String message) {
    int read = 0;
    List<String> names = new ArrayList<>(mail.letters.keySet());
    for (Letter letter : mail.inbox(user)) {
      Copy copy = letter.copies.get(user);
      if (copy.isUnread() && names.indexOf(letter.name) <= names.indexOf(message)) {
        copy.readAt = mail.now;
        read++;
      }
    }
    return read + " read";
  }

  @Override
  public String act(String user, Action action, List<String> messages, List<String> threads) {
    Set<Letter> concerned = new LinkedHashSet<>();
    ModelActions actions = new ModelActions(mail, user, action);
    for (String message : messages) {
      Letter letter = mail.letters.get(message);
      if (letter == null || !actions.isFound(letter)) {
        return Outcome.NOT_FOUND;
      }
      concerned.add(letter);
    }
    for (String thread : threads) {
      List<Letter> all = views.conversation(user, thread);
      if (all.isEmpty()) {
        return Outcome.NOT_FOUND;
      }
      all.stream().filter(actions::isFound).forEach(concerned::add);
    }
    if (concerned.stream().anyMatch(actions::isForbidden)) {
      return Outcome.FORBIDDEN;
    }
    concerned.forEach(actions::act);
    return Outcome.DONE;
  }

  @Override
  public String accept(String moderator, String message) {
    return decide(message, ModerationStatus.ACCEPTED, null);
  }

  @Override
  public String reject(String moderator, String message, String reason) {
    return decide(message, ModerationStatus.REJECTED, reason);
  }

  private String decide(String message, ModerationStatus status, String reason) {
    Letter letter = mail.letters.get(message);
    if (letter == null || !letter.isModerated()) {
      return Outcome.NOT_FOUND;
    }
    if (letter.status != ModerationStatus.PENDING) {
      return Outcome.CONFLICT;
    }
    if (status == ModerationStatus.ACCEPTED && mail.isGone(letter.recipient)) {
      return Outcome.CONFLICT;
    }
    mail.moderate(letter, status, reason);
    return Outcome.DONE;
  }

  @Override
  public String takeBack(String moderator, String message) {
    Letter letter = mail.letters.get(message);
    if (letter == null || !letter.isModerated()) {
      return Outcome.NOT_FOUND;
    }
    if (letter.status == ModerationStatus.PENDING) {
      return Outcome.CONFLICT;
    }
    mail.moderate(letter, ModerationStatus.PENDING, null);
    return Outcome.DONE;
  }

  @Override
  public String withdraw(String user, String message) {
    Letter letter = mail.letters.get(message);
    if (letter == null || (user != null && !letter.isSentBy(user))) {
      return Outcome.NOT_FOUND;
    }
    if (user != null && !letter.sent.isOpen() && !letter.isSentAndDeleted()) {
      return Outcome.NOT_FOUND;
    }
    if (letter.withdrawnAt != null) {
      return Outcome.DONE;
    }
    letter.withdrawnAt = mail.now;
    letter.subject = null;
    letter.body = "";
    letter.copies.values().removeIf(Copy::isUnread);
    mail.tellParent(letter);
    return Outcome.DONE;
  }

  @Override
  public String block(String user, String other) {
    if (user.equals(other)) {
      return Outcome.invalid(List.of("user"));
    }
    mail.blocks.add(List.of(user, other));
    return Outcome.DONE;
  }

  @Override
  public String unblock(String user, String other) {
    mail.blocks.remove(List.of(user, other));
    return Outcome.DONE;
  }

  @Override
  public String cleanup(int days) {
    new ModelMaintenance(mail).cleanup(mail.now.minus(Duration.ofDays(days)));
    return Outcome.DONE;
  }

  @Override
  public String erase(String user, String pseudonym) {
    new ModelMaintenance(mail).erase(user, pseudonym);
    return Outcome.DONE;
  }

  /** Nothing is known of who has left, so there is nothing to tell the other one from him. */
  @Override
  public void join(String user) {}

  @Override
  public Map<String, List<String>> view(
      String user, Collection<Folder> folders, Collection<String> threads) {
    return views.view(user, folders, threads);
  }

  List<String> threads() {
    return mail.letters.values().stream().map(letter -> letter.thread).distinct().toList();
  }
}
