package dev.letterbox.moderation;

import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.message.Judgement;
import dev.letterbox.message.Moderation;
import dev.letterbox.shared.Extension;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Asks auto-moderators in their order, and the setting when they have no opinion. */
@ApplicationScoped
public class AutoModeration implements Moderation {

  @Inject private Settings settings;
  @Inject private Instance<AutoModerator> beans;

  private List<Extension<AutoModerator>> ofInstallation;

  @PostConstruct
  void findBeans() {
    ofInstallation = Extension.inOrder(beans);
  }

  @Override
  public Judgement judge(Message message, List<AutoModerator> moderators, boolean byUser) {
    if (!byUser && moderators.isEmpty()) {
      return Judgement.ACCEPTED;
    }
    Stream<Extension<AutoModerator>> given =
        moderators.stream().map(each -> new Extension<>(nameOfClass(each), each));
    Stream<Extension<AutoModerator>> more = byUser ? ofInstallation.stream() : Stream.empty();
    return new Chain(Stream.concat(given, more).toList(), otherwise()).judge(message);
  }

  /** Without what a compiler has made for a lambda expression. */
  private static String nameOfClass(AutoModerator moderator) {
    return moderator.getClass().getName().replaceFirst("\\$\\$.*", "");
  }

  private ModerationStatus otherwise() {
    return switch (settings.get(Setting.MODERATION_DEFAULT)) {
      case ACCEPT -> ModerationStatus.ACCEPTED;
      case REJECT -> ModerationStatus.REJECTED;
      case PENDING -> ModerationStatus.PENDING;
    };
  }
}
