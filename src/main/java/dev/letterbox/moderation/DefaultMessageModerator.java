package dev.letterbox.moderation;

import dev.letterbox.api.AutoModerator;
import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.message.MessageModerator;
import dev.letterbox.message.store.ModerationResult;
import dev.letterbox.shared.ExtensionBean;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Runs auto-moderators in their order; without a rating the setting decides. */
@ApplicationScoped
public class DefaultMessageModerator implements MessageModerator {

  @Inject private Settings settings;
  @Inject private Instance<AutoModerator> autoModeratorBeans;

  private List<ExtensionBean<AutoModerator>> configuredModerators;

  @PostConstruct
  void findBeans() {
    configuredModerators = ExtensionBean.inPriorityOrder(autoModeratorBeans);
  }

  @Override
  public ModerationResult moderate(
      Message message, List<AutoModerator> moderators, boolean byUser) {
    if (!byUser && moderators.isEmpty()) {
      return ModerationResult.ACCEPTED;
    }
    Stream<ExtensionBean<AutoModerator>> requestModerators =
        moderators.stream().map(moderator -> new ExtensionBean<>(className(moderator), moderator));
    Stream<ExtensionBean<AutoModerator>> installedModerators =
        byUser ? configuredModerators.stream() : Stream.empty();
    return new AutoModeratorChain(
            Stream.concat(requestModerators, installedModerators).toList(), defaultStatus())
        .moderate(message);
  }

  /** Class name without the suffix of lambda expressions. */
  private static String className(AutoModerator moderator) {
    return moderator.getClass().getName().replaceFirst("\\$\\$.*", "");
  }

  private ModerationStatus defaultStatus() {
    return switch (settings.get(Setting.MODERATION_DEFAULT)) {
      case ACCEPT -> ModerationStatus.ACCEPTED;
      case REJECT -> ModerationStatus.REJECTED;
      case PENDING -> ModerationStatus.PENDING;
    };
  }
}
