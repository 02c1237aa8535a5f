package dev.letterbox.mail;

import static java.util.stream.Collectors.toSet;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.MailCustomiser;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.shared.Clock;
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
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Composes e-mails of notifications: templates, sender, recipient and headers. */
@ApplicationScoped
class MailComposer {

  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private MailServer mailServer;
  @Inject private TemplateRenderer renderer;
  @Inject private UnsubscribeLinks unsubscribeLinks;
  @Inject @Any private Instance<MailCustomiser> customiserBeans;

  private List<ExtensionBean<MailCustomiser>> customisers;

  @PostConstruct
  void loadCustomisers() {
    customisers = ExtensionBean.inPriorityOrder(customiserBeans);
  }

  /**
   * The e-mail for one notification.
   *
   * @throws DeliveryFailedException if the address is invalid, or a template or customiser fails
   */
  OutgoingMail compose(Notification notification) {
    LocalizedTemplates localized = localizedTemplates(notification);
    Optional<URI> unsubscribeLink =
        notification.isToVisitor() ? Optional.empty() : unsubscribeLink(List.of(notification));
    Map<String, Object> model =
        templateModel().of(notification, unsubscribeLink, localized.locale());
    return compose(
        notification.id(),
        notification,
        renderer.render(TemplateNames.of(notification), localized, model),
        headers(List.of(notification), unsubscribeLink));
  }

  /**
   * The digest for two or more notifications of one user, the newest first. Its unsubscribe link is
   * for all their types.
   *
   * @throws DeliveryFailedException if the address is invalid, or a template or customiser fails
   */
  OutgoingMail compose(List<Notification> notifications) {
    Notification newest = notifications.get(0);
    LocalizedTemplates localized = localizedTemplates(newest);
    Optional<URI> unsubscribeLink = unsubscribeLink(notifications);
    Map<String, Object> model =
        templateModel().of(notifications, unsubscribeLink, localized.locale());
    String ids = String.join(" ", notifications.stream().map(Notification::id).toList());
    return compose(
        TemplateNames.DIGEST + "-" + Sha256.hex(ids),
        newest,
        renderer.render(TemplateNames.DIGEST, localized, model),
        headers(notifications, unsubscribeLink));
  }

  private OutgoingMail compose(
      String id,
      Notification notification,
      TemplateRenderer.RenderedMail content,
      Map<String, String> headers) {
    Map<String, String> allHeaders = new LinkedHashMap<>(headers);
    for (ExtensionBean<MailCustomiser> customiser : customisers) {
      headers(customiser, notification).forEach(allHeaders::putIfAbsent);
    }
    return new OutgoingMail(
        id + "@" + Site.of(settings).host(),
        clock.now(),
        customSender(notification).orElseGet(mailServer::defaultSender),
        recipient(notification),
        content,
        allHeaders);
  }

  private Optional<URI> unsubscribeLink(List<Notification> notifications) {
    return unsubscribeLinks.linkFor(
        notifications.get(0).recipient().name(),
        notifications.stream().map(Notification::type).collect(toSet()),
        MailChannel.NAME);
  }

  private TemplateModel templateModel() {
    return new TemplateModel(Site.of(settings), settings.get(Setting.LEVEL_TAGS));
  }

  private LocalizedTemplates localizedTemplates(Notification notification) {
    return renderer.forLanguage(
        notification.isToVisitor() ? null : notification.recipient().language());
  }

  private static InternetAddress recipient(Notification notification) {
    String name = notification.isToVisitor() ? "" : notification.recipient().displayName();
    try {
      return MailAddress.of(name, notification.address());
    } catch (IllegalArgumentException e) {
      throw DeliveryFailedException.permanentFailure("The e-mail address: " + e.getMessage(), e);
    }
  }

  private Optional<InternetAddress> customSender(Notification notification) {
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

  private static Map<String, String> headers(
      ExtensionBean<MailCustomiser> customiser, Notification notification) {
    Map<String, String> headers = customiser.call(bean -> bean.headers(notification));
    for (String name : headers.keySet()) {
      if (!OutgoingMail.isAllowedHeader(name)) {
        throw DeliveryFailedException.transientFailure(
            customiser.name()
                + " returned a header that can't be added: "
                + HeaderSanitizer.sanitize(name),
            null);
      }
    }
    return headers;
  }

  /** Only bulk e-mails and digests have unsubscribe headers. */
  private static Map<String, String> headers(
      List<Notification> notifications, Optional<URI> unsubscribeLink) {
    Map<String, String> headers = new LinkedHashMap<>();
    boolean isBulk = notifications.stream().anyMatch(sent -> isBulk(sent.type()));
    if (isBulk) {
      headers.put("Precedence", "bulk");
    }
    if (isBulk || notifications.size() > 1) {
      unsubscribeLink.ifPresent(link -> addUnsubscribeHeaders(link, headers));
    }
    return headers;
  }

  private static boolean isBulk(NotificationType type) {
    return type == NotificationType.NOTICE || type == NotificationType.BROADCAST;
  }

  /** One-click unsubscription (RFC 8058). Links that are too long are in the body only. */
  private static void addUnsubscribeHeaders(URI link, Map<String, String> headers) {
    String value = "<" + link.toASCIIString() + ">";
    if (value.length() <= OutgoingMail.MAX_UNFOLDED_LENGTH) {
      headers.put("List-Unsubscribe", value);
      headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }
}
