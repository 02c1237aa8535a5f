package dev.letterbox.rest.message;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.ContainsText;
import dev.letterbox.api.MessageFilter.LevelBetween;
import dev.letterbox.api.MessageFilter.Tag;
import dev.letterbox.api.MessageFilter.TextMatch;
import dev.letterbox.api.MessageFilter.Time;
import dev.letterbox.api.MessageFilter.TimeBetween;
import dev.letterbox.api.MessageFilter.Unread;
import dev.letterbox.api.MessageFilter.View;
import dev.letterbox.rest.http.DateTimeParser;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.shared.config.LevelTags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads the filters of a list of messages, with all look-ups of drf-messages. */
public final class FilterParameters {

  private static final int MAX_TAGS = 20;
  private static final int MAX_SEARCH_WORDS = 20;

  private final QueryParameters query;
  private final LevelTags levelTags;
  private final List<Condition> conditions = new ArrayList<>();

  private FilterParameters(QueryParameters query, LevelTags levelTags) {
    this.query = query;
    this.levelTags = levelTags;
  }

  /**
   * Reads all filters; errors are added to the query.
   *
   * @param folder the filtered folder; the sent folder has no filters by time of reading
   */
  static MessageFilter parse(QueryParameters query, LevelTags levelTags, Folder folder) {
    FilterParameters parameters = new FilterParameters(query, levelTags);
    parameters.unread();
    parameters.levels();
    parameters.tags();
    parameters.view();
    parameters.times(Time.SENT, "created");
    parameters.times(Time.READ, "read");
    parameters.searchWords();
    if (folder == Folder.SENT) {
      parameters.rejectReadFilters();
    }
    return new MessageFilter(parameters.conditions);
  }

  /** Reads the filters of the moderation queue; errors are added to the query. */
  public static MessageFilter parseForModeration(QueryParameters query) {
    FilterParameters parameters = new FilterParameters(query, null);
    parameters.times(Time.SENT, "created");
    parameters.searchWords();
    return new MessageFilter(parameters.conditions);
  }

  private void unread() {
    query.flag("unread").map(Unread::new).ifPresent(conditions::add);
  }

  private void levels() {
    level("level", 0, 0);
    level("level__gt", 1, null);
    level("level__gte", 0, null);
    level("level__lt", null, -1);
    level("level__lte", null, 0);
    Optional<String> tag = query.text("level_tag", MessageFilter.MAX_TEXT_LENGTH);
    tag.ifPresent(
        name ->
            levelTags
                .levelOf(name)
                .ifPresentOrElse(
                    level -> conditions.add(new LevelBetween(level, Integer.MAX_VALUE)),
                    () -> query.addError("level_tag", QueryParameters.invalidChoice(name))));
  }

  /**
   * @param minOffset added to the value for the lowest matching level; null for no lower bound
   * @param maxOffset added to the value for the highest matching level; null for no upper bound
   */
  private void level(String name, Integer minOffset, Integer maxOffset) {
    OptionalInt level = query.integer(name);
    if (level.isPresent()) {
      long requested = level.getAsInt();
      conditions.add(
          new LevelBetween(
              minOffset == null ? Integer.MIN_VALUE : requested + minOffset,
              maxOffset == null ? Integer.MAX_VALUE : requested + maxOffset));
    }
  }

  private void tags() {
    List<String> tags = query.texts("extra_tags", MessageFilter.MAX_TEXT_LENGTH);
    if (tags.size() > MAX_TAGS) {
      query.addError("extra_tags", "Must be at most " + MAX_TAGS + ".");
    }
    tags.forEach(tag -> conditions.add(new Tag(TextMatch.EXACT, tag)));
    tag("extra_tags__icontains", TextMatch.CONTAINS);
    tag("extra_tags__startswith", TextMatch.STARTS_WITH);
  }

  private void tag(String name, TextMatch match) {
    query
        .text(name, MessageFilter.MAX_TEXT_LENGTH)
        .ifPresent(text -> conditions.add(new Tag(match, text)));
  }

  private void view() {
    query.text("view", MessageFilter.MAX_TEXT_LENGTH).map(View::new).ifPresent(conditions::add);
  }

  /** Errors of both bounds have one name, as in drf-messages. */
  private void times(Time time, String name) {
    Optional<Instant> first = time(name, name + "_after");
    Optional<Instant> last = time(name, name + "_before");
    if (first.isPresent() || last.isPresent()) {
      conditions.add(new TimeBetween(time, first.orElse(null), last.orElse(null)));
    }
  }

  private Optional<Instant> time(String name, String parameter) {
    if (!query.has(parameter)) {
      return Optional.empty();
    }
    Optional<Instant> time = query.singleValue(parameter).flatMap(DateTimeParser::parse);
    if (time.isEmpty()) {
      query.addError(name, "Enter a valid date/time.");
    }
    return time;
  }

  private void rejectReadFilters() {
    String error = "Applies to received messages only, not to the folder sent.";
    if (query.has("unread")) {
      query.addError("unread", error);
    }
    if (query.has("read_after") || query.has("read_before")) {
      query.addError("read", error);
    }
  }

  private void searchWords() {
    List<String> words =
        query
            .text("search", MessageFilter.MAX_TEXT_LENGTH)
            .map(text -> Stream.of(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList())
            .orElse(List.of());
    if (words.size() > MAX_SEARCH_WORDS) {
      query.addError("search", "Must have at most " + MAX_SEARCH_WORDS + " words.");
    }
    words.forEach(word -> conditions.add(new ContainsText(word)));
  }
}
