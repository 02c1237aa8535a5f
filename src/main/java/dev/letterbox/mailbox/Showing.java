package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;

/** What a user has seen becomes read, and where a setting says so it goes. */
@ApplicationScoped
class Showing {

  @Inject private DeliveryStates states;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /**
   * Notes that a user has seen messages.
   *
   * @param received messages that he received and has not deleted, as he saw them
   */
  void shown(String owner, Collection<Message> received) {
    if (settings.get(Setting.DELETE_READ)) {
      states.readAndDelete(owner, received, clock.now());
    } else {
      states.read(owner, received, clock.now());
    }
  }
}
