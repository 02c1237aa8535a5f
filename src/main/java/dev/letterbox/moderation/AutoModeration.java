package dev.letterbox.moderation;

import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.message.Judgement;
import dev.letterbox.message.Moderation;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Asks auto-moderators in their order, and the setting when they have no opinion. */
@ApplicationScoped
public class AutoModeration implements Moderation {

  @Inject private Settings settings;

  @Override
  public Judgement judge(Message message, List<AutoModerator> moderators, boolean byUser) {
    if (!byUser && moderators.isEmpty()) {
      return Judgement.ACCEPTED;
    }
    ModerationStatus status =
        switch (settings.get(Setting.MODERATION_DEFAULT)) {
          case ACCEPT -> ModerationStatus.ACCEPTED;
          case REJECT -> ModerationStatus.REJECTED;
          case PENDING -> ModerationStatus.PENDING;
        };
    return new Judgement(status, null, List.of());
  }
}
