package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;

/** Marks displayed messages as read, or deletes them if the setting says so. */
@ApplicationScoped
class ReadPolicy {

  @Inject private ReadStateUpdater readStateUpdater;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /**
   * Marks messages as read after they were displayed.
   *
   * @param messages received messages that are not deleted, in the state that was displayed
   */
  void markDisplayed(String owner, Collection<Message> messages) {
    if (settings.get(Setting.DELETE_READ)) {
      readStateUpdater.markReadAndDelete(owner, messages, clock.now());
    } else {
      readStateUpdater.markRead(owner, messages, clock.now());
    }
  }
}
