package dev.letterbox.testing;

import dev.letterbox.api.ModerationService;

/** What tests of moderation find in the server besides. */
public interface ModerationServices extends Services {

  ModerationService moderation();

  /** The settings of Letterbox. */
  SettableSettings settings();
}
