package dev.letterbox.mail;

import static java.util.stream.Collectors.toSet;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.MailCustomiser;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.shared.Extension;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sha256;
import dev.letterbox.shared.UnsubscribeLinks;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes mails of notifications. */
@ApplicationScoped
class Composer {

  @Inject private Settings settings;
  @Inject private Templates templates;
  @Inject private UnsubscribeLinks links;
  @Inject @Any private Instance<MailCustomiser> customiserBeans;

  private List<Extension<MailCustomiser>> customisers;

  @PostConstruct
  void prepare() {
    customisers = Extension.inOrder(customiserBeans);
  }

  /**
   * The mail that tells one thing.
   *
   * @param standardSender whom to show as its sender unless a customiser knows better
   * @throws DeliveryFailedException when there can't be one
   */
  Mail compose(Notification notification, MailAddress standardSender) {
    MailAddress to = recipient(notification);
    Optional<URI> unsubscribe =
        notification.isToVisitor() ? Optional.empty() : unsubscribe(List.of(notification));
    Language language = language(notification);
    Templates.Written written =
        write(
            Kinds.of(notification),
            language,
            context().of(notification, unsubscribe, language.locale()));
    return mail(
        notification.id(),
        notification,
        standardSender,
        to,
        written,
        language,
        headers(List.of(notification), unsubscribe));
  }

  /**
   * The mail that tells several things to one user, the newest first. One click takes away all that
   * it tells, as far as users may choose it.
   *
   * @throws DeliveryFailedException when there can't be one
   */
  Mail compose(List<Notification> notifications, MailAddress standardSender) {
    Notification newest = notifications.get(0);
    Language language = language(newest);
    Optional<URI> unsubscribe = unsubscribe(notifications);
    Templates.Written written =
        write(Kinds.DIGEST, language, context().of(notifications, unsubscribe, language.locale()));
    String ids = String.join(" ", notifications.stream().map(Notification::id).toList());
    return mail(
        Kinds.DIGEST + "-" + Sha256.hex(ids),
        newest,
        standardSender,
        recipient(newest),
        written,
        language,
        headers(notifications, unsubscribe));
  }

  /** To be told by mail no more of all that these are about. */
  private Optional<URI> unsubscribe(List<Notification> notifications) {
    return links.of(
        notifications.get(0).recipient().name(),
        notifications.stream().map(Notification::label).collect(toSet()),
        MailChannel.NAME);
  }

  private Context context() {
    return new Context(Site.of(settings), settings.get(Setting.LEVEL_TAGS));
  }

  private Mail mail(
      String id,
      Notification notification,
      MailAddress standardSender,
      MailAddress to,
      Templates.Written written,
      Language language,
      Map<String, String> headers) {
    List<Map<String, String>> all = new ArrayList<>();
    all.add(headers);
    for (Extension<MailCustomiser> customiser : customisers) {
      all.add(headers(customiser, notification));
    }
    return new Mail(
        id,
        sender(notification).orElse(standardSender),
        to,
        written,
        language.locale().toLanguageTag(),
        Mail.firstOfEach(all));
  }

  private static Map<String, String> headers(
      Extension<MailCustomiser> customiser, Notification notification) {
    Map<String, String> headers = customiser.ask(bean -> bean.headers(notification));
    for (String name : headers.keySet()) {
      if (!MimeMail.canHave(name)) {
        throw DeliveryFailedException.passing(
            customiser.name() + " gives a header that can't be added: " + HeaderText.of(name),
            null);
      }
    }
    return headers;
  }

  private Optional<MailAddress> sender(Notification notification) {
    for (Extension<MailCustomiser> customiser : customisers) {
      Optional<String> sender = customiser.ask(bean -> bean.sender(notification));
      if (sender.isPresent()) {
        try {
          return sender.map(MailAddress::parse);
        } catch (IllegalArgumentException e) {
          throw DeliveryFailedException.passing(
              "The sender that " + customiser.name() + " gives: " + e.getMessage(), e);
        }
      }
    }
    return Optional.empty();
  }

  private static MailAddress recipient(Notification notification) {
    String name = notification.isToVisitor() ? "" : notification.recipient().displayName();
    try {
      return MailAddress.of(name, notification.address());
    } catch (IllegalArgumentException e) {
      throw DeliveryFailedException.permanent("The e-mail address: " + e.getMessage(), e);
    }
  }

  private Language language(Notification notification) {
    try {
      return templates.language(
          notification.isToVisitor() ? null : notification.recipient().language());
    } catch (BrokenTemplateException e) {
      throw DeliveryFailedException.passing(e.getMessage(), e);
    }
  }

  private Templates.Written write(String kind, Language language, Map<String, Object> content) {
    try {
      return templates.write(kind, language, content);
    } catch (BrokenTemplateException e) {
      throw DeliveryFailedException.passing(e.getMessage(), e);
    }
  }

  private static boolean isToMany(NotificationLabel label) {
    return label == NotificationLabel.NOTICE || label == NotificationLabel.BROADCAST;
  }

  /** Nobody unsubscribes from a person who writes; from several things together one may. */
  private static Map<String, String> headers(List<Notification> told, Optional<URI> unsubscribe) {
    Map<String, String> headers = new LinkedHashMap<>();
    boolean toMany = told.stream().anyMatch(each -> isToMany(each.label()));
    if (toMany) {
      headers.put("Precedence", "bulk");
    }
    if (toMany || told.size() > 1) {
      unsubscribe.ifPresent(link -> offer(link, headers));
    }
    return headers;
  }

  /** RFC 8058: one click, without a log-in. A very long name has only the link in the text. */
  private static void offer(URI link, Map<String, String> headers) {
    String value = "<" + link.toASCIIString() + ">";
    if (value.length() <= MimeMail.MOST_UNBROKEN) {
      headers.put("List-Unsubscribe", value);
      headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }
}
