package dev.letterbox.message;

import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Reply;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.message.RecipientFilters.BegunDecisions;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.text.ValidationErrors;
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
 * Resolves typed names to the users whom a sender may write to. Names are looked up, and filters
 * run, in chunks.
 */
@ApplicationScoped
public class RecipientResolver {

  @Inject private UserDirectory directory;
  @Inject private RecipientLookup recipientLookup;
  @Inject private UserNames userNames;
  @Inject private RecipientFilters recipientFilters;
  @Inject private Settings settings;

  /**
   * Resolved names.
   *
   * @param allowed distinct users who can be written to, in the order given
   * @param problems sentences about the other names
   */
  public record ResolvedRecipients(List<User> allowed, List<String> problems) {

    public ResolvedRecipients {
      allowed = List.copyOf(allowed);
      problems = List.copyOf(problems);
    }
  }

  /** The user names of a message's recipients; adds an error for those who can't be written to. */
  List<String> recipientNames(NewMessage message, ValidationErrors errors) {
    if (message.recipients().isEmpty()) {
      RecipientLookup.addNoRecipientsError(errors);
    }
    if (!message.byUser()) {
      return recipientLookup.requireActive(message.recipients(), "recipients", errors);
    }
    String sender = errors.byField().containsKey("sender") ? null : message.sender();
    return allowedNames(resolve(sender, message.recipients(), 0), "recipients", errors);
  }

  /** The user names of recipients of copies of a reply; adds an error for those who can't. */
  List<String> recipientNames(Reply reply, ValidationErrors errors) {
    return reply.byUser()
        ? allowedNames(resolveCopies(reply.sender(), reply.copies()), "copies", errors)
        : recipientLookup.requireActive(reply.copies(), "copies", errors);
  }

  private static List<String> allowedNames(
      ResolvedRecipients resolved, String field, ValidationErrors errors) {
    resolved.problems().forEach(problem -> errors.add(field, problem));
    return resolved.allowed().stream().map(User::name).toList();
  }

  /**
   * Resolves typed names.
   *
   * @param sender name of the sending user; null for a visitor
   * @param otherRecipients number of recipients that the message has besides these
   */
  public ResolvedRecipients resolve(
      String sender, Collection<String> typedNames, int otherRecipients) {
    int maxRecipients = settings.get(Setting.MAX_RECIPIENTS);
    long requested = otherRecipients + typedNames.stream().distinct().count();
    if (maxRecipients > 0 && requested > maxRecipients) {
      return new ResolvedRecipients(
          List.of(), List.of(tooManyRecipients(maxRecipients, requested)));
    }
    Map<String, User> allowed = new LinkedHashMap<>();
    RecipientErrors recipientErrors = new RecipientErrors();
    Iterator<Set<String>> chunks = RecipientLookup.chunks(typedNames.stream());
    while (chunks.hasNext()) {
      Set<String> chunk = chunks.next();
      BegunDecisions begun =
          sender == null ? BegunDecisions.NONE : recipientFilters.begin(sender, chunk);
      applyFilters(sender, findActive(chunk, recipientErrors), begun, recipientErrors)
          .forEach(user -> allowed.putIfAbsent(user.name(), user));
    }
    return new ResolvedRecipients(List.copyOf(allowed.values()), recipientErrors.sentences());
  }

  private static String tooManyRecipients(int maxRecipients, long requested) {
    return "Write to at most " + maxRecipients + " at once, not to " + requested + ".";
  }

  private Collection<User> findActive(Set<String> typedNames, RecipientErrors recipientErrors) {
    Map<String, User> found = userNames.findAll(typedNames);
    Map<String, User> active = new LinkedHashMap<>();
    for (String typedName : typedNames) {
      User user = found.get(typedName);
      if (user != null && user.active()) {
        active.putIfAbsent(user.name(), user);
      } else {
        recipientErrors.addUnknown(typedName);
      }
    }
    return active.values();
  }

  /**
   * The users whom the sender may write to, in the same order.
   *
   * @param users at most 1,000, all active
   */
  public List<User> filterAllowed(String sender, Collection<User> users) {
    return applyFilters(sender, users, BegunDecisions.NONE, new RecipientErrors());
  }

  private List<User> applyFilters(
      String sender,
      Collection<User> users,
      BegunDecisions begun,
      RecipientErrors recipientErrors) {
    Map<String, String> userRejections = recipientFilters.rejections(users);
    Map<String, String> exchangeRejections =
        sender == null ? Map.of() : recipientFilters.rejections(sender, users, begun);
    List<User> allowed = new ArrayList<>();
    for (User user : users) {
      if (userRejections.containsKey(user.name())) {
        recipientErrors.addRejectedByUserFilter(
            userNames.typedName(user), userRejections.get(user.name()));
      }
      if (exchangeRejections.containsKey(user.name())) {
        recipientErrors.addRejectedByExchangeFilter(
            userNames.typedName(user), exchangeRejections.get(user.name()));
      }
      if (!userRejections.containsKey(user.name())
          && !exchangeRejections.containsKey(user.name())) {
        allowed.add(user);
      }
    }
    return allowed;
  }

  /** Resolves the recipients of copies of a reply, if the setting allows copies. */
  public ResolvedRecipients resolveCopies(String sender, Collection<String> typedNames) {
    return typedNames.isEmpty() || settings.get(Setting.COPIES_ON_REPLY)
        ? resolve(sender, typedNames, 1)
        : new ResolvedRecipients(List.of(), List.of("Copies of replies are disabled."));
  }

  /**
   * Resolves the recipient of a reply. As this user has written to the replier, only exchange
   * filters run.
   *
   * @param name user name of the recipient
   * @param byUser whether filters run at all
   */
  public ResolvedRecipients resolveReplyRecipient(String sender, String name, boolean byUser) {
    RecipientErrors recipientErrors = new RecipientErrors();
    BegunDecisions begun =
        byUser ? recipientFilters.begin(sender, Set.of(name)) : BegunDecisions.NONE;
    Optional<User> user = directory.find(name).filter(User::active);
    if (user.isEmpty()) {
      recipientErrors.addUnknown(name);
    } else if (byUser) {
      recipientFilters
          .rejections(sender, List.of(user.get()), begun)
          .values()
          .forEach(
              reason ->
                  recipientErrors.addRejectedByExchangeFilter(
                      userNames.typedName(user.get()), reason));
    }
    List<String> problems = recipientErrors.sentences();
    return new ResolvedRecipients(problems.isEmpty() ? List.of(user.get()) : List.of(), problems);
  }
}
