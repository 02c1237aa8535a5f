package dev.letterbox.mail;

import static java.util.stream.Collectors.toSet;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.MailCustomiser;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.shared.ExtensionBean;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.Sha256;
import dev.letterbox.shared.security.UnsubscribeLinks;
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
class MailComposer {

  @Inject private Settings settings;
  @Inject private TemplateRenderer renderer;
  @Inject private UnsubscribeLinks links;
  @Inject @Any private Instance<MailCustomiser> customiserBeans;

  private List<ExtensionBean<MailCustomiser>> customisers;

  @PostConstruct
  void loadCustomisers() {
    customisers = ExtensionBean.inPriorityOrder(customiserBeans);
  }

  /**
   * The mail that tells one thing.
   *
   * @param defaultSender whom to show as its sender unless a customiser knows better
   * @throws DeliveryFailedException when there can't be one
   */
  ComposedMail compose(Notification notification, MailAddress defaultSender) {
    MailAddress recipient = recipient(notification);
    Optional<URI> unsubscribeLink =
        notification.isToVisitor() ? Optional.empty() : unsubscribeLink(List.of(notification));
    LocalizedTemplates localized = localizedTemplates(notification);
    TemplateRenderer.RenderedMail rendered =
        render(
            TemplateNames.of(notification),
            localized,
            templateModel().of(notification, unsubscribeLink, localized.locale()));
    return build(
        notification.id(),
        notification,
        defaultSender,
        recipient,
        rendered,
        localized,
        headers(List.of(notification), unsubscribeLink));
  }

  /**
   * The mail that tells several things to one user, the newest first. One click takes away all that
   * it tells, as far as users may choose it.
   *
   * @throws DeliveryFailedException when there can't be one
   */
  ComposedMail compose(List<Notification> notifications, MailAddress defaultSender) {
    Notification newest = notifications.get(0);
    LocalizedTemplates localized = localizedTemplates(newest);
    Optional<URI> unsubscribeLink = unsubscribeLink(notifications);
    TemplateRenderer.RenderedMail rendered =
        render(
            TemplateNames.DIGEST,
            localized,
            templateModel().of(notifications, unsubscribeLink, localized.locale()));
    String ids = String.join(" ", notifications.stream().map(Notification::id).toList());
    return build(
        TemplateNames.DIGEST + "-" + Sha256.hex(ids),
        newest,
        defaultSender,
        recipient(newest),
        rendered,
        localized,
        headers(notifications, unsubscribeLink));
  }

  /** To be told by mail no more of all that these are about. */
  private Optional<URI> unsubscribeLink(List<Notification> notifications) {
    return links.linkFor(
        notifications.get(0).recipient().name(),
        notifications.stream().map(Notification::type).collect(toSet()),
        MailChannel.NAME);
  }

  private TemplateModel templateModel() {
    return new TemplateModel(Site.of(settings), settings.get(Setting.LEVEL_TAGS));
  }

  private ComposedMail build(
      String id,
      Notification notification,
      MailAddress defaultSender,
      MailAddress recipient,
      TemplateRenderer.RenderedMail rendered,
      LocalizedTemplates localized,
      Map<String, String> headers) {
    List<Map<String, String>> headerSets = new ArrayList<>();
    headerSets.add(headers);
    for (ExtensionBean<MailCustomiser> customiser : customisers) {
      headerSets.add(headers(customiser, notification));
    }
    return new ComposedMail(
        id,
        sender(notification).orElse(defaultSender),
        recipient,
        rendered,
        localized.locale().toLanguageTag(),
        ComposedMail.firstOfEachName(headerSets));
  }

  private static Map<String, String> headers(
      ExtensionBean<MailCustomiser> customiser, Notification notification) {
    Map<String, String> headers = customiser.call(bean -> bean.headers(notification));
    for (String name : headers.keySet()) {
      if (!OutgoingMimeMessage.isAllowedHeader(name)) {
        throw DeliveryFailedException.transientFailure(
            customiser.name()
                + " returned a header that can't be added: "
                + HeaderSanitizer.sanitize(name),
            null);
      }
    }
    return headers;
  }

  private Optional<MailAddress> sender(Notification notification) {
    for (ExtensionBean<MailCustomiser> customiser : customisers) {
      Optional<String> sender = customiser.call(bean -> bean.sender(notification));
      if (sender.isPresent()) {
        try {
          return sender.map(MailAddress::parse);
        } catch (IllegalArgumentException e) {
          throw DeliveryFailedException.transientFailure(
              "The sender that " + customiser.name() + " returned: " + e.getMessage(), e);
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
      throw DeliveryFailedException.permanentFailure("The e-mail address: " + e.getMessage(), e);
    }
  }

  private LocalizedTemplates localizedTemplates(Notification notification) {
    try {
      return renderer.forLanguage(
          notification.isToVisitor() ? null : notification.recipient().language());
    } catch (TemplateException e) {
      throw DeliveryFailedException.transientFailure(e.getMessage(), e);
    }
  }

  private TemplateRenderer.RenderedMail render(
      String name, LocalizedTemplates localized, Map<String, Object> model) {
    try {
      return renderer.render(name, localized, model);
    } catch (TemplateException e) {
      throw DeliveryFailedException.transientFailure(e.getMessage(), e);
    }
  }

  private static boolean isBulk(NotificationType label) {
    return label == NotificationType.NOTICE || label == NotificationType.BROADCAST;
  }

  /** Nobody unsubscribes from a person who writes; from several things together one may. */
  private static Map<String, String> headers(
      List<Notification> notifications, Optional<URI> unsubscribeLink) {
    Map<String, String> headers = new LinkedHashMap<>();
    boolean bulk = notifications.stream().anyMatch(sent -> isBulk(sent.type()));
    if (bulk) {
      headers.put("Precedence", "bulk");
    }
    if (bulk || notifications.size() > 1) {
      unsubscribeLink.ifPresent(link -> addUnsubscribeHeaders(link, headers));
    }
    return headers;
  }

  /** RFC 8058: one click, without a log-in. A very long name has only the link in the text. */
  private static void addUnsubscribeHeaders(URI link, Map<String, String> headers) {
    String value = "<" + link.toASCIIString() + ">";
    if (value.length() <= OutgoingMimeMessage.MAX_UNFOLDED_LENGTH) {
      headers.put("List-Unsubscribe", value);
      headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }
}
