package dev.letterbox.rest.notification;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.api.notification.NotificationPreferences;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.Preference;
import dev.letterbox.api.notification.PreferenceChange;
import dev.letterbox.api.notification.PreferenceService;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.shared.text.EnumNames;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notification preferences of the caller. */
@Path("preferences")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class PreferencesResource {

  @EJB private PreferenceService preferences;
  @Context private SecurityContext security;

  @GET
  public PreferencesView get() {
    return PreferencesView.of(preferences.preferences(caller()));
  }

  /** Changes the given preferences and keeps the others. */
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  public PreferencesView change(JsonBody body) {
    return PreferencesView.of(preferences.change(read(JsonBody.require(body), caller())));
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }

  private static PreferenceChange read(JsonBody body, String user) {
    List<PreferenceChange.PreferenceChoice> choices = new ArrayList<>();
    body.object("preferences").ifPresent(types -> readChoices(types, choices));
    DigestFrequency digest = body.optionalEnum("digest", DigestFrequency.class).orElse(null);
    body.throwIfInvalid();
    return PreferenceChange.of(user).choices(choices).digest(digest);
  }

  private static void readChoices(JsonBody types, List<PreferenceChange.PreferenceChoice> choices) {
    for (NotificationType type : NotificationType.values()) {
      types.object(EnumNames.of(type)).ifPresent(channels -> readChoices(type, channels, choices));
    }
    types.reportUnknownFields();
  }

  private static void readChoices(
      NotificationType type, JsonBody channels, List<PreferenceChange.PreferenceChoice> choices) {
    channels
        .flags()
        .forEach(
            (channel, enabled) ->
                choices.add(new PreferenceChange.PreferenceChoice(type, channel, enabled)));
  }

  /**
   * Notification preferences of a user.
   *
   * @param preferences whether the user is notified, by type and channel
   * @param locked preferences that the user can't change, like {@code rejection:email}
   * @param digest how often e-mails are sent
   */
  public record PreferencesView(
      Map<String, Map<String, Boolean>> preferences, List<String> locked, String digest) {

    static PreferencesView of(NotificationPreferences preferences) {
      Map<String, Map<String, Boolean>> byType = new LinkedHashMap<>();
      for (NotificationType type : NotificationType.values()) {
        byType.put(EnumNames.of(type), new LinkedHashMap<>());
      }
      for (Preference each : preferences.preferences()) {
        byType.get(EnumNames.of(each.type())).put(each.channel(), each.enabled());
      }
      return new PreferencesView(
          byType,
          preferences.preferences().stream()
              .filter(Preference::locked)
              .map(each -> EnumNames.of(each.type()) + ":" + each.channel())
              .toList(),
          EnumNames.of(preferences.digest()));
    }
  }
}
