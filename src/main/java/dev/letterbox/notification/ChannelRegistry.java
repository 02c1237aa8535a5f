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
import java.util.Set;
import java.util.regex.Pattern;

/** The channels of this installation, by name, in the order of their priority. */
@ApplicationScoped
public class ChannelRegistry {

  @Inject @Any private Instance<NotificationChannel> channelBeans;
  @Inject private Settings settings;

  /** Settings contain names between colons and commas; the columns have 50 characters. */
  private static final Pattern VALID_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,49}");

  private Map<String, NotificationChannel> channels;

  @PostConstruct
  void loadChannels() {
    channels = byName(ExtensionBean.inPriorityOrder(channelBeans));
  }

  /**
   * The channels by name, in the same order.
   *
   * @throws IllegalStateException naming the bean whose name is not valid
   */
  static Map<String, NotificationChannel> byName(List<ExtensionBean<NotificationChannel>> beans) {
    Map<String, NotificationChannel> channels = new LinkedHashMap<>();
    for (ExtensionBean<NotificationChannel> extension : beans) {
      String name = extension.bean().name();
      if (name == null || !VALID_NAME.matcher(name).matches()) {
        throw invalidName(
            extension,
            "must have 1 to 50 characters a-z, 0-9, dot, hyphen and underscore, the first a letter"
                + " or digit");
      }
      if (name.startsWith(NotificationChannel.WEBHOOK_PREFIX)) {
        throw invalidName(extension, "must not start with " + NotificationChannel.WEBHOOK_PREFIX);
      }
      if (channels.put(name, extension.bean()) != null) {
        throw invalidName(extension, "is the name of another channel");
      }
    }
    return channels;
  }

  private static IllegalStateException invalidName(
      ExtensionBean<NotificationChannel> extension, String error) {
    return new IllegalStateException(
        "The name \"%s\" of the notification channel %s %s"
            .formatted(extension.bean().name(), extension.name(), error));
  }

  /** Names of all channels, enabled or not. */
  Set<String> names() {
    return channels.keySet();
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
   * Names of the enabled channels on which users can enable notifications of a type.
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
