package dev.letterbox.notification;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.letterbox.account.AccountGuard;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.notification.NotificationPreferences;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.Preference;
import dev.letterbox.api.notification.PreferenceChange;
import dev.letterbox.api.notification.PreferenceChange.PreferenceChoice;
import dev.letterbox.api.notification.PreferenceService;
import dev.letterbox.api.notification.Unsubscription;
import dev.letterbox.notification.PreferenceRepository.PreferenceKey;
import dev.letterbox.notification.PreferenceRepository.StoredPreference;
import dev.letterbox.shared.security.UnsubscribeLinks;
import dev.letterbox.shared.text.EnumNames;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and stores notification preferences, and redeems unsubscribe links. */
@Stateless(name = "PreferenceService")
@PermitAll
public class PreferenceServiceBean implements PreferenceService {

  @Inject private EffectivePreferences preferences;
  @Inject private PreferenceRepository preferenceRepository;
  @Inject private ChannelRegistry channels;
  @Inject private AccountGuard accountGuard;
  @Inject private UnsubscribeLinks links;

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public NotificationPreferences preferences(String user) {
    ValidationErrors errors = new ValidationErrors();
    String owner = errors.checkRequiredLine("user", user, ValidationErrors.MAX_NAME_LENGTH);
    errors.throwIfAny();
    return preferencesOf(owner);
  }

  private NotificationPreferences preferencesOf(String owner) {
    Map<PreferenceKey, Boolean> chosen = chosenBy(owner);
    List<String> enabledChannels = channels.enabled();
    List<Preference> all = new ArrayList<>();
    for (NotificationType type : NotificationType.values()) {
      enabledChannels.forEach(
          channel -> all.add(toPreference(new PreferenceKey(type, channel), chosen)));
    }
    return new NotificationPreferences(
        all, preferences.digestFrequencies(List.of(owner)).get(owner));
  }

  private Map<PreferenceKey, Boolean> chosenBy(String owner) {
    return preferenceRepository.findByOwner(owner).stream()
        .collect(
            toMap(
                stored -> new PreferenceKey(stored.type(), stored.channel()),
                StoredPreference::enabled));
  }

  private Preference toPreference(PreferenceKey key, Map<PreferenceKey, Boolean> chosen) {
    boolean enabledByDefault = preferences.isEnabledByDefault(key.type(), key.channel());
    boolean locked = preferences.isLocked(key.type(), key.channel());
    return new Preference(
        key.type(),
        key.channel(),
        locked ? enabledByDefault : chosen.getOrDefault(key, enabledByDefault),
        locked);
  }

  @Override
  public NotificationPreferences change(PreferenceChange change) {
    ValidationErrors errors = new ValidationErrors();
    String owner =
        errors.checkRequiredLine("user", change.user(), ValidationErrors.MAX_NAME_LENGTH);
    List<String> enabledChannels = channels.enabled();
    Map<PreferenceKey, Boolean> chosen = new HashMap<>();
    for (PreferenceChoice choice : change.choices()) {
      if (isChangeable(choice, enabledChannels, errors)) {
        chosen.put(new PreferenceKey(choice.type(), choice.channel()), choice.enabled());
      }
    }
    errors.throwIfAny();
    if (!accountGuard.lockIfExists(owner)) {
      throw new NotFoundException("user " + owner);
    }
    preferenceRepository.savePreferences(owner, chosen);
    if (change.digest() != null) {
      preferenceRepository.saveDigest(owner, change.digest());
    }
    return preferencesOf(owner);
  }

  /**
   * Whether the choice can be stored. A choice that differs from a locked setting is an error; one
   * that equals it is ignored.
   */
  private boolean isChangeable(
      PreferenceChoice choice, List<String> enabledChannels, ValidationErrors errors) {
    String channel = choice.channel();
    if (!enabledChannels.contains(channel)) {
      errors.add(
          fieldName(choice), "No such channel; the channels are: " + joined(enabledChannels) + ".");
      return false;
    }
    boolean locked = preferences.isLocked(choice.type(), channel);
    if (locked && choice.enabled() != preferences.isEnabledByDefault(choice.type(), channel)) {
      errors.add(fieldName(choice), "Locked by the operator of this site.");
    }
    return !locked;
  }

  private static String joined(List<String> channelNames) {
    return channelNames.isEmpty() ? "none" : channelNames.stream().collect(joining(", "));
  }

  private static String fieldName(PreferenceChoice choice) {
    return "preferences." + EnumNames.of(choice.type()) + "." + choice.channel();
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Unsubscription previewUnsubscription(String token) {
    return requireLink(token).unsubscription();
  }

  private UnsubscribeLinks.UnsubscribeLink requireLink(String token) {
    return links
        .parseToken(token)
        .filter(link -> channels.contains(link.unsubscription().channel()))
        .orElseThrow(
            () ->
                new NotFoundException("unsubscribe link", "This link is invalid or has expired."));
  }

  @Override
  public Unsubscription unsubscribe(String token) {
    UnsubscribeLinks.UnsubscribeLink link = requireLink(token);
    Unsubscription unsubscription = link.unsubscription();
    if (accountGuard.lockIfExists(unsubscription.user(), link.createdAt())) {
      preferenceRepository.savePreferences(
          unsubscription.user(),
          unsubscription.types().stream()
              .collect(
                  toMap(type -> new PreferenceKey(type, unsubscription.channel()), type -> false)));
    }
    return unsubscription;
  }
}
