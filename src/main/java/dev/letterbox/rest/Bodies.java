package dev.letterbox.rest;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Digest;
import dev.letterbox.api.Level;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NewWebhook;
import dev.letterbox.api.Notice;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.PreferenceChange;
import dev.letterbox.api.PreferenceChange.Choice;
import dev.letterbox.api.Reply;
import dev.letterbox.api.WebhookChange;
import dev.letterbox.api.WebhookEvent;
import dev.letterbox.shared.LevelTags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What the bodies of requests that write mean to the services. */
final class Bodies {

  private Bodies() {}

  /** A request without any body never reaches the reader, so it is refused here. */
  static JsonBody needed(JsonBody body) {
    if (body == null) {
      throw JsonBodyReader.noBody();
    }
    return body;
  }

  static NewMessage message(JsonBody body, String sender) {
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
    body.finish();
    return message;
  }

  static Reply reply(JsonBody body, long parent, String sender) {
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
    body.finish();
    return reply;
  }

  static NewMessage visitorMessage(JsonBody body) {
    NewMessage message =
        NewMessage.fromVisitor(body.text("email").orElse(""))
            .to(body.texts("recipients").orElse(List.of()))
            .subject(body.text("subject").orElse(null))
            .body(body.text("message").orElse(""));
    body.finish();
    return message;
  }

  static Broadcast broadcast(JsonBody body, String sender, LevelTags levelTags) {
    List<String> recipients = body.texts("recipients").orElse(List.of());
    Broadcast broadcast =
        new Broadcast(
            sender,
            recipients::stream,
            body.text("subject").orElse(null),
            body.text("message").orElse(""),
            level(body, levelTags),
            body.texts("extra_tags").orElse(List.of()),
            body.text("view").orElse(""),
            !body.flag("skip_notification").orElse(false));
    body.finish();
    return broadcast;
  }

  static Notice notice(JsonBody body, LevelTags levelTags) {
    List<String> recipients = body.texts("recipients").orElse(List.of());
    Notice notice =
        new Notice(
            recipients::stream,
            body.text("message").orElse(""),
            level(body, levelTags),
            body.texts("extra_tags").orElse(List.of()),
            body.text("view").orElse(""),
            !body.flag("skip_notification").orElse(false),
            null);
    body.finish();
    return notice;
  }

  static PreferenceChange preferences(JsonBody body, String user) {
    List<Choice> choices = new ArrayList<>();
    body.object("preferences").ifPresent(labels -> addChoices(labels, choices));
    Digest digest = body.choiceIfGiven("digest", Digest.class).orElse(null);
    body.finish();
    return new PreferenceChange(user, choices, digest);
  }

  static NewWebhook webhook(JsonBody body) {
    NewWebhook webhook =
        new NewWebhook(
            body.text("url").orElse(""),
            events(body).orElse(List.of()),
            body.text("description").orElse(null),
            body.text("secret").orElse(null));
    body.finish();
    return webhook;
  }

  static WebhookChange webhookChange(JsonBody body, long id) {
    WebhookChange change =
        new WebhookChange(
            id,
            body.text("url").orElse(null),
            events(body).orElse(null),
            body.text("description").orElse(null),
            body.flag("active").orElse(null));
    body.finish();
    return change;
  }

  private static Optional<List<WebhookEvent>> events(JsonBody body) {
    Map<String, WebhookEvent> byType = new LinkedHashMap<>();
    Stream.of(WebhookEvent.values()).forEach(event -> byType.put(event.type(), event));
    Optional<List<String>> types = body.texts("events");
    if (!byType.keySet().containsAll(types.orElse(List.of()))) {
      body.error("events", "Must be some of " + String.join(", ", byType.keySet()) + ".");
    }
    return types.map(each -> each.stream().map(byType::get).toList());
  }

  private static void addChoices(JsonBody labels, List<Choice> choices) {
    for (NotificationLabel label : NotificationLabel.values()) {
      labels
          .object(JsonBody.word(label))
          .ifPresent(
              channels ->
                  channels
                      .flags()
                      .forEach(
                          (channel, wanted) -> choices.add(new Choice(label, channel, wanted))));
    }
    labels.noteUnknown();
  }

  /** A level by number or by name, not both. */
  private static int level(JsonBody body, LevelTags levelTags) {
    OptionalInt number = body.integer("level");
    Optional<String> name = body.text("level_tag");
    if (name.isEmpty()) {
      return number.orElse(Level.INFO);
    }
    if (number.isPresent()) {
      body.error("level_tag", "Give either level or level_tag.");
    }
    Optional<Integer> named = levelTags.levelOf(name.get());
    if (named.isEmpty()) {
      body.error("level_tag", "Must be one of " + String.join(", ", levelTags.all()) + ".");
    }
    return named.orElse(Level.INFO);
  }
}
