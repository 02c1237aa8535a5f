package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;

/** What a user has seen becomes read, and where a setting says so it goes. */
@ApplicationScoped
class ReadPolicy {

  @Inject private ReadStateUpdater readStateUpdater;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /**
   * Notes that a user has seen messages.
   *
   * @param messages messages that he received and has not deleted, as he saw them
   */
  void markDisplayed(String owner, Collection<Message> messages) {
    if (settings.get(Setting.DELETE_READ)) {
      readStateUpdater.markReadAndDelete(owner, messages, clock.now());
    } else {
      readStateUpdater.markRead(owner, messages, clock.now());
    }
  }
}
