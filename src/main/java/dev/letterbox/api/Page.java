package dev.letterbox.api;

import java.util.List;

/**
 * A part of a folder.
 *
 * @param count number of messages in the whole folder
 * @param results the messages of this part, newest first; empty beyond the end
 */
public record Page(long count, List<Message> results) {

  public Page {
    results = List.copyOf(results);
  }
}
