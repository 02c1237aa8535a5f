package dev.letterbox.rest.conversation;

import dev.letterbox.api.conversation.Block;
import java.util.List;

public record BlocksView(List<BlockView> results) {

  static BlocksView of(List<Block> blocks) {
    return new BlocksView(blocks.stream().map(BlockView::of).toList());
  }
}
