package dev.letterbox.rest.http;

import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.rest.http.json.JsonBodyReader;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Level;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Reply;
import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.api.notification.NewWebhook;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.PreferenceChange;
import dev.letterbox.api.notification.PreferenceChange.PreferenceChoice;
import dev.letterbox.api.notification.WebhookChange;
import dev.letterbox.api.notification.WebhookEvent;
import dev.letterbox.shared.config.LevelTags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Converts bodies to requests of services. */
public final class RequestBodies {

  private RequestBodies() {}

  /** Rejects a request without a body, for which the reader is not called. */
  public static JsonBody requireBody(JsonBody body) {
    if (body == null) {
      throw JsonBodyReader.missingBody();
    }
    return body;
  }

  public static NewMessage message(JsonBody body, String sender) {
    NewMessage message =
        new NewMessage(
            sender,
            body.texts("recipients").orElse(List.of()),
            body.text("subject").orElse(null),
            body.text("message").orElse(""),
            !body.flag("skip_notification").orElse(false),
            body.flag("auto_archive").orElse(false),
            body.flag("auto_delete").orElse(false),
            true,
            List.of(),
            null);
    body.throwIfInvalid();
    return message;
  }

  public static Reply reply(JsonBody body, long parent, String sender) {
    Reply reply =
        new Reply(
            parent,
            sender,
            body.text("subject").orElse(null),
            body.text("message").orElse(""),
            body.texts("copies").orElse(List.of()),
            !body.flag("skip_notification").orElse(false),
            body.flag("auto_archive").orElse(false),
            body.flag("auto_delete").orElse(false),
            true,
            List.of());
    body.throwIfInvalid();
    return reply;
  }

  public static NewMessage visitorMessage(JsonBody body) {
    NewMessage message =
        NewMessage.fromVisitor(body.text("email").orElse(""))
            .to(body.texts("recipients").orElse(List.of()))
            .subject(body.text("subject").orElse(null))
            .body(body.text("message").orElse(""));
    body.throwIfInvalid();
    return message;
  }

  public static Broadcast broadcast(JsonBody body, String sender, LevelTags levelTags) {
    List<String> recipients = body.texts("recipients").orElse(List.of());
    Broadcast broadcast =
        new Broadcast(
            sender,
            recipients::stream,
            body.text("subject").orElse(null),
            body.text("message").orElse(""),
            readLevel(body, levelTags),
            body.texts("extra_tags").orElse(List.of()),
            body.text("view").orElse(""),
            !body.flag("skip_notification").orElse(false));
    body.throwIfInvalid();
    return broadcast;
  }

  public static Notice notice(JsonBody body, LevelTags levelTags) {
    List<String> recipients = body.texts("recipients").orElse(List.of());
    Notice notice =
        new Notice(
            recipients::stream,
            body.text("message").orElse(""),
            readLevel(body, levelTags),
            body.texts("extra_tags").orElse(List.of()),
            body.text("view").orElse(""),
            !body.flag("skip_notification").orElse(false),
            null);
    body.throwIfInvalid();
    return notice;
  }

  public static PreferenceChange preferenceChange(JsonBody body, String user) {
    List<PreferenceChoice> choices = new ArrayList<>();
    body.object("preferences").ifPresent(types -> readChoices(types, choices));
    DigestFrequency digest = body.optionalEnum("digest", DigestFrequency.class).orElse(null);
    body.throwIfInvalid();
    return new PreferenceChange(user, choices, digest);
  }

  public static NewWebhook webhook(JsonBody body) {
    NewWebhook webhook =
        new NewWebhook(
            body.text("url").orElse(""),
            readEvents(body).orElse(List.of()),
            body.text("description").orElse(null),
            body.text("secret").orElse(null));
    body.throwIfInvalid();
    return webhook;
  }

  public static WebhookChange webhookChange(JsonBody body, long id) {
    WebhookChange change =
        new WebhookChange(
            id,
            body.text("url").orElse(null),
            readEvents(body).orElse(null),
            body.text("description").orElse(null),
            body.flag("active").orElse(null));
    body.throwIfInvalid();
    return change;
  }

  private static Optional<List<WebhookEvent>> readEvents(JsonBody body) {
    Map<String, WebhookEvent> byType = new LinkedHashMap<>();
    Stream.of(WebhookEvent.values()).forEach(event -> byType.put(event.type(), event));
    Optional<List<String>> types = body.texts("events");
    if (!byType.keySet().containsAll(types.orElse(List.of()))) {
      body.addError("events", "Must be some of " + String.join(", ", byType.keySet()) + ".");
    }
    return types.map(each -> each.stream().map(byType::get).toList());
  }

  private static void readChoices(JsonBody types, List<PreferenceChoice> choices) {
    for (NotificationType type : NotificationType.values()) {
      types
          .object(JsonBody.lowerCaseName(type))
          .ifPresent(
              channels ->
                  channels
                      .flags()
                      .forEach(
                          (channel, enabled) ->
                              choices.add(new PreferenceChoice(type, channel, enabled))));
    }
    types.reportUnknownFields();
  }

  /** A level by number or by name. */
  private static int readLevel(JsonBody body, LevelTags levelTags) {
    OptionalInt number = body.integer("level");
    Optional<String> name = body.text("level_tag");
    if (name.isEmpty()) {
      return number.orElse(Level.INFO);
    }
    if (number.isPresent()) {
      body.addError("level_tag", "Give either level or level_tag.");
    }
    Optional<Integer> namedLevel = levelTags.levelOf(name.get());
    if (namedLevel.isEmpty()) {
      body.addError("level_tag", "Must be one of " + String.join(", ", levelTags.all()) + ".");
    }
    return namedLevel.orElse(Level.INFO);
  }
}
