package dev.letterbox.notification;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.letterbox.api.LinkNotValidException;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.Preference;
import dev.letterbox.api.PreferenceChange;
import dev.letterbox.api.PreferenceChange.Choice;
import dev.letterbox.api.PreferenceService;
import dev.letterbox.api.Unsubscription;
import dev.letterbox.api.UserNotFoundException;
import dev.letterbox.api.UserPreferences;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.notification.Choices.Route;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.UnsubscribeLinks;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps what users choose, and takes away what a link says. */
@Stateless(name = "PreferenceService")
@PermitAll
public class PreferenceServiceBean implements PreferenceService {

  @Inject private Preferences preferences;
  @Inject private Choices choices;
  @Inject private Channels channels;
  @Inject private Owners owners;
  @Inject private UnsubscribeLinks links;

  @Override
  public UserPreferences preferences(String user) {
    InputErrors errors = new InputErrors();
    String owner = errors.requiredLine("user", user, InputErrors.MAX_NAME);
    errors.throwIfAny();
    return of(owner);
  }

  private UserPreferences of(String owner) {
    Map<Route, Boolean> chosen = choices.of(owner);
    List<String> open = open();
    List<Preference> all = new ArrayList<>();
    for (NotificationLabel label : NotificationLabel.values()) {
      open.forEach(channel -> all.add(preference(new Route(label, channel), chosen)));
    }
    return new UserPreferences(all, preferences.digests(List.of(owner)).get(owner));
  }

  private List<String> open() {
    return channels.open().stream().map(NotificationChannel::name).toList();
  }

  private Preference preference(Route route, Map<Route, Boolean> chosen) {
    boolean on = preferences.isOn(route.label(), route.channel());
    boolean locked = preferences.isLocked(route.label(), route.channel());
    return new Preference(
        route.label(), route.channel(), locked ? on : chosen.getOrDefault(route, on), locked);
  }

  @Override
  public UserPreferences change(PreferenceChange change) {
    InputErrors errors = new InputErrors();
    String owner = errors.requiredLine("user", change.user(), InputErrors.MAX_NAME);
    List<String> open = open();
    Map<Route, Boolean> chosen = new HashMap<>();
    for (Choice choice : change.choices()) {
      if (isFree(choice, open, errors)) {
        chosen.put(new Route(choice.label(), choice.channel()), choice.wanted());
      }
    }
    errors.throwIfAny();
    if (!owners.stays(owner)) {
      throw new UserNotFoundException(owner);
    }
    choices.choose(owner, chosen);
    if (change.digest() != null) {
      choices.chooseDigest(owner, change.digest());
    }
    return of(owner);
  }

  /** Whether there is anything to choose; what can't be chosen is an error, unless it is so. */
  private boolean isFree(Choice choice, List<String> open, InputErrors errors) {
    String channel = choice.channel();
    if (!open.contains(channel)) {
      errors.add(field(choice), "There is no such channel here; there are " + named(open) + ".");
      return false;
    }
    boolean locked = preferences.isLocked(choice.label(), channel);
    if (locked && choice.wanted() != preferences.isOn(choice.label(), channel)) {
      errors.add(field(choice), "The operator of this site has decided it.");
    }
    return !locked;
  }

  private static String named(List<String> open) {
    return open.isEmpty() ? "none" : open.stream().collect(joining(", "));
  }

  private static String field(Choice choice) {
    return "preferences." + choice.label().name().toLowerCase(Locale.ROOT) + "." + choice.channel();
  }

  @Override
  public Unsubscription unsubscription(String token) {
    return link(token).unsubscription();
  }

  private UnsubscribeLinks.Link link(String token) {
    return links
        .read(token)
        .filter(link -> channels.has(link.unsubscription().channel()))
        .orElseThrow(LinkNotValidException::new);
  }

  @Override
  public Unsubscription unsubscribe(String token) {
    UnsubscribeLinks.Link link = link(token);
    Unsubscription unwanted = link.unsubscription();
    if (owners.stays(unwanted.user(), link.madeAt())) {
      choices.choose(
          unwanted.user(),
          unwanted.labels().stream()
              .collect(toMap(label -> new Route(label, unwanted.channel()), label -> false)));
    }
    return unwanted;
  }
}
