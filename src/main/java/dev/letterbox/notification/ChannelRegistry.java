package dev.letterbox.notification;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.shared.ExtensionBean;
import dev.letterbox.shared.config.NotificationRoutes;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The channels of this installation, by name, in the order of their priority. */
@ApplicationScoped
public class ChannelRegistry {

  @Inject @Any private Instance<NotificationChannel> channelBeans;
  @Inject private Settings settings;

  private final Map<String, NotificationChannel> channels = new LinkedHashMap<>();

  @PostConstruct
  void loadChannels() {
    for (ExtensionBean<NotificationChannel> extension :
        ExtensionBean.inPriorityOrder(channelBeans)) {
      String name = extension.bean().name();
      if (name.startsWith(NotificationChannel.WEBHOOK_PREFIX)) {
        throw new IllegalStateException(
            "The notification channel %s has the prefix %s, which is reserved for webhooks"
                .formatted(name, NotificationChannel.WEBHOOK_PREFIX));
      }
      if (channels.put(name, extension.bean()) != null) {
        throw new IllegalStateException("Two notification channels have the name " + name);
      }
    }
  }

  /** Whether a channel of this name exists, enabled or not. */
  boolean contains(String name) {
    return channels.containsKey(name);
  }

  /** The channel of this name, enabled or not. */
  NotificationChannel get(String name) {
    return channels.get(name);
  }

  /** Names of the channels that deliver in this installation. */
  List<String> enabled() {
    return enabledChannels().stream().map(NotificationChannel::name).toList();
  }

  private List<NotificationChannel> enabledChannels() {
    return channels.values().stream().filter(NotificationChannel::isEnabled).toList();
  }

  /**
   * Names of the enabled channels on which notifications of a type can be wanted.
   *
   * @param mayBeReply whether the notification may turn out to be of the type {@code REPLY}
   */
  List<String> enabledFor(NotificationType type, boolean mayBeReply, boolean toVisitor) {
    return enabledChannels().stream()
        .filter(
            channel ->
                toVisitor
                    ? channel.supportsVisitors()
                    : canBeEnabled(type, mayBeReply, channel.name()))
        .map(NotificationChannel::name)
        .toList();
  }

  private boolean canBeEnabled(NotificationType type, boolean mayBeReply, String channel) {
    return isSelectable(type, channel)
        || (mayBeReply && isSelectable(NotificationType.REPLY, channel));
  }

  private boolean isSelectable(NotificationType type, String channel) {
    NotificationRoutes disabledRoutes = settings.get(NotificationSetting.NOTIFICATIONS_OFF);
    NotificationRoutes lockedRoutes = settings.get(NotificationSetting.NOTIFICATIONS_LOCKED);
    return !disabledRoutes.contains(type, channel) || !lockedRoutes.contains(type, channel);
  }
}
