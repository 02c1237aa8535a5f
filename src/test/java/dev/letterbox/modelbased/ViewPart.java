package dev.letterbox.modelbased;

import dev.letterbox.api.Folder;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.shared.text.EnumNames;
import java.util.OptionalInt;

/** The names of the parts of a view, and the content of the summary. */
final class ViewPart {

  static final String SUMMARY = "summary";

  private ViewPart() {}

  static String folder(Folder folder, Grouping grouping, boolean unreadOnly) {
    return (unreadOnly ? "unread in " : "")
        + EnumNames.of(folder)
        + " by "
        + EnumNames.of(grouping);
  }

  static String conversation(String thread) {
    return "conversation " + thread;
  }

  static String summary(long unread, OptionalInt level) {
    return unread + " unread, highest level " + (level.isPresent() ? level.getAsInt() : "none");
  }
}
