package dev.letterbox.modelbased.model;

import dev.letterbox.api.Folder;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.shared.text.EnumNames;
import java.util.OptionalInt;

/** The names of the parts of a view, and the content of the summary. */
public final class ViewPart {

  public static final String SUMMARY = "summary";

  private ViewPart() {}

  public static String folder(Folder folder, Grouping grouping, boolean unreadOnly) {
    return (unreadOnly ? "unread in " : "")
        + EnumNames.of(folder)
        + " by "
        + EnumNames.of(grouping);
  }

  public static String conversation(String thread) {
    return "conversation " + thread;
  }

  public static String summary(long unread, OptionalInt level) {
    return unread + " unread, highest level " + (level.isPresent() ? level.getAsInt() : "none");
  }
}
