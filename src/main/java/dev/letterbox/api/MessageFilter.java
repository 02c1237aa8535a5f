package dev.letterbox.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which messages of a folder to show: those for which all conditions hold. Built fluently:
 *
 * <pre>{@code
 * MessageFilter.ALL.unread(true).levelFrom(Level.WARNING).tag("billing")
 * }</pre>
 *
 * <p>Follows the filters of drf-messages. Bounds are inclusive. Texts are compared exactly unless
 * it says otherwise.
 *
 * @param conditions what must hold
 */
public record MessageFilter(List<Condition> conditions) {

  /** Every message. */
  public static final MessageFilter ALL = new MessageFilter(List.of());

  /** How many conditions a filter has at most. */
  public static final int MAX_CONDITIONS = 100;

  /** How many characters a text of a condition has at most. */
  public static final int MAX_TEXT_LENGTH = 255;

  public MessageFilter {
    conditions = List.copyOf(conditions);
  }

  /** Something that is true of a message, or not. */
  public sealed interface Condition
      permits Unread, LevelBetween, Tag, View, TimeBetween, ContainsText {}

  /** Whether the recipient has not read it. */
  public record Unread(boolean unread) implements Condition {}

  /** Its level lies between two bounds. */
  public record LevelBetween(long min, long max) implements Condition {}

  /** It has a tag like this. */
  public record Tag(TextMatch match, String text) implements Condition {}

  /** It comes from exactly this part of an application. */
  public record View(String view) implements Condition {}

  /** One of its times lies between two bounds; null for no bound. One without this time doesn't. */
  public record TimeBetween(Time time, Instant earliest, Instant latest) implements Condition {}

  /** This is somewhere in its subject or its body, in upper or lower case. */
  public record ContainsText(String text) implements Condition {}

  /** How a text is compared. */
  public enum TextMatch {
    /** The same text, in the same case. */
    EXACT,
    /** Begins with it, in the same case. */
    STARTS_WITH,
    /** Contains it, in upper or lower case. */
    CONTAINS
  }

  /** A time of a message. */
  public enum Time {
    CREATED,
    READ
  }

  /** What both filters show. */
  public MessageFilter and(MessageFilter other) {
    return new MessageFilter(
        Stream.concat(conditions.stream(), other.conditions.stream()).distinct().toList());
  }

  /** Only unread messages, or only read ones. */
  public MessageFilter unread(boolean unread) {
    return withCondition(new Unread(unread));
  }

  /** Only messages of this level. */
  public MessageFilter level(int level) {
    return withCondition(new LevelBetween(level, level));
  }

  /** Only messages of this level and above. */
  public MessageFilter levelFrom(int level) {
    return withCondition(new LevelBetween(level, Integer.MAX_VALUE));
  }

  /** Only messages of this level and below. */
  public MessageFilter levelTo(int level) {
    return withCondition(new LevelBetween(Integer.MIN_VALUE, level));
  }

  /** Only messages with this tag. */
  public MessageFilter tag(String tag) {
    return withCondition(new Tag(TextMatch.EXACT, tag));
  }

  /** Only messages with a tag like this. */
  public MessageFilter tag(TextMatch match, String text) {
    return withCondition(new Tag(match, text));
  }

  /** Only messages from this part of an application. */
  public MessageFilter view(String view) {
    return withCondition(new View(view));
  }

  /** Only messages that were written between two times; null for no bound. */
  public MessageFilter created(Instant first, Instant last) {
    return withCondition(new TimeBetween(Time.CREATED, first, last));
  }

  /** Only messages that were read between two times; null for no bound. */
  public MessageFilter read(Instant first, Instant last) {
    return withCondition(new TimeBetween(Time.READ, first, last));
  }

  /** Only messages that have each of these in their subject or body, in upper or lower case. */
  public MessageFilter containing(String... texts) {
    MessageFilter filter = this;
    for (String text : Arrays.asList(texts)) {
      filter = filter.withCondition(new ContainsText(text));
    }
    return filter;
  }

  private MessageFilter withCondition(Condition condition) {
    return and(new MessageFilter(List.of(condition)));
  }
}
