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

  /** Whether there is one of this name, open or not. */
  boolean contains(String name) {
    return channels.stream().anyMatch(channel -> channel.name().equals(name));
  }

  /** Those on which anything is sent. */
  public List<NotificationChannel> enabled() {
    return channels.stream().filter(NotificationChannel::isEnabled).toList();
  }

  /**
   * Those on which somebody may want to be told.
   *
   * @param mayBeReply whether a message may turn out to be a reply
   */
  List<NotificationChannel> enabledFor(
      NotificationType label, boolean mayBeReply, boolean toVisitor) {
    return enabled().stream()
        .filter(
            channel ->
                toVisitor ? channel.supportsVisitors() : canBeEnabled(label, mayBeReply, channel))
        .toList();
  }

  private boolean canBeEnabled(
      NotificationType label, boolean mayBeReply, NotificationChannel channel) {
    return isSelectable(label, channel.name())
        || (mayBeReply && isSelectable(NotificationType.REPLY, channel.name()));
  }

  private boolean isSelectable(NotificationType label, String channel) {
    NotificationRoutes disabledRoutes = settings.get(NotificationSetting.NOTIFICATIONS_OFF);
    NotificationRoutes lockedRoutes = settings.get(NotificationSetting.NOTIFICATIONS_LOCKED);
    return !disabledRoutes.contains(label, channel) || !lockedRoutes.contains(label, channel);
  }
}
