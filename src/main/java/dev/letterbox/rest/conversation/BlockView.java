package dev.letterbox.rest.conversation;

import dev.letterbox.api.conversation.Block;
import java.time.Instant;

/** A blocked user. */
public record BlockView(String name, String displayName, Instant created) {

  static BlockView of(Block block) {
    return new BlockView(block.user().name(), block.user().displayName(), block.since());
  }
}
