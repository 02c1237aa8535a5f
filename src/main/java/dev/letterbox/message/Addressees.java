package dev.letterbox.message;

import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Reply;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out to whom of those named a user may write. Names are what is typed to address somebody,
 * and are looked up, as the filters are asked, for many at a time.
 */
@ApplicationScoped
public class Addressees {

  @Inject private UserDirectory directory;
  @Inject private Recipients recipients;
  @Inject private Naming naming;
  @Inject private Filters filters;
  @Inject private Settings settings;

  /**
   * What came of it.
   *
   * @param allowed those who can be written to, each once, in the order given
   * @param problems what there is to say of the others, as sentences
   */
  public record Checked(List<User> allowed, List<String> problems) {

    public Checked {
      allowed = List.copyOf(allowed);
      problems = List.copyOf(problems);
    }
  }

  /** The names of a message's recipients, with an error for those who can't be written to. */
  List<String> of(NewMessage message, InputErrors errors) {
    if (message.recipients().isEmpty()) {
      Recipients.noneNamed(errors);
    }
    if (!message.byUser()) {
      return recipients.all(message.recipients(), "recipients", errors);
    }
    String sender = errors.all().containsKey("sender") ? null : message.sender();
    return names(check(sender, message.recipients(), 0), "recipients", errors);
  }

  /** The names of those who get copies of a reply, with an error for those who can't. */
  List<String> of(Reply reply, InputErrors errors) {
    return reply.byUser()
        ? names(checkCopies(reply.sender(), reply.copies()), "copies", errors)
        : recipients.all(reply.copies(), "copies", errors);
  }

  private static List<String> names(Checked checked, String field, InputErrors errors) {
    checked.problems().forEach(text -> errors.add(field, text));
    return checked.allowed().stream().map(User::name).toList();
  }

  /**
   * Looks up those who are addressed.
   *
   * @param sender name of the user who writes; null for a visitor
   * @param others how many more the message goes to
   */
  public Checked check(String sender, Collection<String> typed, int others) {
    int most = settings.get(Setting.MAX_RECIPIENTS);
    long wanted = others + typed.stream().distinct().count();
    if (most > 0 && wanted > most) {
      return new Checked(List.of(), List.of(tooMany(most, wanted)));
    }
    Map<String, User> allowed = new LinkedHashMap<>();
    Refusals refusals = new Refusals();
    Iterator<Set<String>> chunks = Recipients.chunks(typed.stream());
    while (chunks.hasNext()) {
      judged(sender, active(chunks.next(), refusals), refusals)
          .forEach(user -> allowed.putIfAbsent(user.name(), user));
    }
    return new Checked(List.copyOf(allowed.values()), refusals.sentences());
  }

  private static String tooMany(int most, long wanted) {
    return "Write to at most " + most + " at once, not to " + wanted + ".";
  }

  private Collection<User> active(Set<String> typed, Refusals refusals) {
    Map<String, User> found = naming.findAll(typed);
    Map<String, User> active = new LinkedHashMap<>();
    for (String text : typed) {
      User user = found.get(text);
      if (user != null && user.active()) {
        active.putIfAbsent(user.name(), user);
      } else {
        refusals.unknown(text);
      }
    }
    return active.values();
  }

  /**
   * Those of these users to whom the sender may write, in the same order.
   *
   * @param users at most 1,000, all active
   */
  List<User> allowed(String sender, Collection<User> users) {
    return judged(sender, users, new Refusals());
  }

  private List<User> judged(String sender, Collection<User> users, Refusals refusals) {
    Map<String, String> rejected = filters.refused(users);
    Map<String, String> kept = sender == null ? Map.of() : filters.refused(sender, users);
    List<User> allowed = new ArrayList<>();
    for (User user : users) {
      if (rejected.containsKey(user.name())) {
        refusals.rejected(naming.typedName(user), rejected.get(user.name()));
      }
      if (kept.containsKey(user.name())) {
        refusals.impossible(naming.typedName(user), kept.get(user.name()));
      }
      if (!rejected.containsKey(user.name()) && !kept.containsKey(user.name())) {
        allowed.add(user);
      }
    }
    return allowed;
  }

  /** Looks up those who get copies of a reply, if a user may send any. */
  public Checked checkCopies(String sender, Collection<String> typed) {
    return typed.isEmpty() || settings.get(Setting.COPIES_ON_REPLY)
        ? check(sender, typed, 1)
        : new Checked(List.of(), List.of("A reply goes to nobody else."));
  }

  /**
   * Looks up the user whom a reply goes to. Who has written before may be answered, so that only
   * the filters of exchanges are asked.
   *
   * @param name name of that user, as messages have it
   * @param byUser whether filters are asked at all
   */
  public Checked checkAnswer(String sender, String name, boolean byUser) {
    Refusals refusals = new Refusals();
    Optional<User> user = directory.find(name).filter(User::active);
    if (user.isEmpty()) {
      refusals.unknown(name);
    } else if (byUser) {
      filters
          .refused(sender, List.of(user.get()))
          .values()
          .forEach(reason -> refusals.impossible(naming.typedName(user.get()), reason));
    }
    List<String> problems = refusals.sentences();
    return new Checked(problems.isEmpty() ? List.of(user.get()) : List.of(), problems);
  }
}
