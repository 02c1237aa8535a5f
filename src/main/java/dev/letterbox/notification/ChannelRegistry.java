package dev.letterbox.notification;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.outbox.OutageLog;
import dev.letterbox.shared.ExtensionBean;
import dev.letterbox.shared.config.NotificationRoutes;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.webhook.WebhookRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/** The channels of this installation. */
@ApplicationScoped
public class ChannelRegistry {

  @Inject @Any private Instance<NotificationChannel> channelBeans;
  @Inject private Settings settings;
  @Inject private OutageLog outageLog;

  private List<NotificationChannel> channels;

  @PostConstruct
  void loadChannels() {
    channels =
        ExtensionBean.inPriorityOrder(channelBeans).stream()
            .<NotificationChannel>map(
                extension -> new OutageLoggingChannel(extension.bean(), outageLog))
            .toList();
    List<String> names = channels.stream().map(NotificationChannel::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalStateException("Two notification channels have the same name: " + names);
    }
    if (names.stream().anyMatch(name -> name.startsWith(WebhookRegistry.CHANNEL_PREFIX))) {
      throw new IllegalStateException(
          "Names of channels that begin with "
              + WebhookRegistry.CHANNEL_PREFIX
              + " are for webhooks: "
              + names);
    }
  }

  /** Whether a channel of this name exists, enabled or not. */
  boolean contains(String name) {
    return channels.stream().anyMatch(channel -> channel.name().equals(name));
  }

  /** The channels that deliver in this installation, in the order of their priority. */
  public List<NotificationChannel> enabled() {
    return channels.stream().filter(NotificationChannel::isEnabled).toList();
  }

  /**
   * The enabled channels on which notifications of a type can be wanted.
   *
   * @param mayBeReply whether the notification may turn out to be of the type {@code REPLY}
   */
  List<NotificationChannel> enabledFor(
      NotificationType type, boolean mayBeReply, boolean toVisitor) {
    return enabled().stream()
        .filter(
            channel ->
                toVisitor ? channel.supportsVisitors() : canBeEnabled(type, mayBeReply, channel))
        .toList();
  }

  private boolean canBeEnabled(
      NotificationType type, boolean mayBeReply, NotificationChannel channel) {
    return isSelectable(type, channel.name())
        || (mayBeReply && isSelectable(NotificationType.REPLY, channel.name()));
  }

  private boolean isSelectable(NotificationType type, String channel) {
    NotificationRoutes disabledRoutes = settings.get(NotificationSetting.NOTIFICATIONS_OFF);
    NotificationRoutes lockedRoutes = settings.get(NotificationSetting.NOTIFICATIONS_LOCKED);
    return !disabledRoutes.contains(type, channel) || !lockedRoutes.contains(type, channel);
  }
}
