package dev.letterbox.notification;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.shared.Extension;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Routes;
import dev.letterbox.shared.Settings;
import dev.letterbox.webhook.Webhooks;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/** The channels of this installation. */
@ApplicationScoped
class Channels {

  @Inject @Any private Instance<NotificationChannel> beans;
  @Inject private Settings settings;
  @Inject private Outages outages;

  private List<NotificationChannel> all;

  @PostConstruct
  void find() {
    all =
        Extension.inOrder(beans).stream()
            .<NotificationChannel>map(extension -> new WatchedChannel(extension.bean(), outages))
            .toList();
    List<String> names = all.stream().map(NotificationChannel::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalStateException("Two notification channels have the same name: " + names);
    }
    if (names.stream().anyMatch(name -> name.startsWith(Webhooks.CHANNEL))) {
      throw new IllegalStateException(
          "Names of channels that begin with " + Webhooks.CHANNEL + " are for webhooks: " + names);
    }
  }

  /** Whether there is one of this name, open or not. */
  boolean has(String name) {
    return all.stream().anyMatch(channel -> channel.name().equals(name));
  }

  /** Those on which anything is sent. */
  List<NotificationChannel> open() {
    return all.stream().filter(NotificationChannel::isOpen).toList();
  }

  /**
   * Those on which somebody may want to be told.
   *
   * @param mayBeReply whether a message may turn out to be a reply
   */
  List<NotificationChannel> openFor(
      NotificationLabel label, boolean mayBeReply, boolean toVisitor) {
    return open().stream()
        .filter(
            channel -> toVisitor ? channel.reachesVisitors() : isWanted(label, mayBeReply, channel))
        .toList();
  }

  private boolean isWanted(
      NotificationLabel label, boolean mayBeReply, NotificationChannel channel) {
    return canBeWanted(label, channel.name())
        || (mayBeReply && canBeWanted(NotificationLabel.REPLY, channel.name()));
  }

  private boolean canBeWanted(NotificationLabel label, String channel) {
    Routes off = settings.get(NotificationSetting.NOTIFICATIONS_OFF);
    Routes locked = settings.get(NotificationSetting.NOTIFICATIONS_LOCKED);
    return !off.contains(label, channel) || !locked.contains(label, channel);
  }
}
