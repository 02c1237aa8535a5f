package dev.letterbox.api;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which messages of a folder to return: those that meet all conditions. Built fluently:
 *
 * <pre>{@code
 * MessageFilter.ALL.unread(true).levelFrom(Level.WARNING).tag("billing")
 * }</pre>
 *
 * <p>Follows the filters of drf-messages. Bounds are inclusive. Texts are compared exactly, unless
 * stated otherwise.
 *
 * @param conditions the conditions, at most {@value #MAX_CONDITIONS}
 */
public record MessageFilter(List<Condition> conditions) {

  /** Every message. */
  public static final MessageFilter ALL = new MessageFilter(List.of());

  /** Maximum number of conditions. */
  public static final int MAX_CONDITIONS = 100;

  /** Maximum number of characters of a text in a condition. */
  public static final int MAX_TEXT_LENGTH = 255;

  public MessageFilter {
    conditions = List.copyOf(conditions);
  }

  /** A condition on a message. */
  public sealed interface Condition
      permits Unread, LevelBetween, Tag, View, TimeBetween, ContainsText {

    /** Applies the function for the type of this condition. */
    <R> R apply(Cases<R> cases);
  }

  /**
   * One function for each type of condition, so that code which evaluates conditions does not
   * compile when it leaves out a type. Further types of later versions are added at the end.
   */
  public record Cases<R>(
      Function<Unread, R> unread,
      Function<LevelBetween, R> level,
      Function<Tag, R> tag,
      Function<View, R> view,
      Function<TimeBetween, R> time,
      Function<ContainsText, R> text) {}

  /** Whether the recipient has not read it. */
  public record Unread(boolean unread) implements Condition {

    @Override
    public <R> R apply(Cases<R> cases) {
      return cases.unread().apply(this);
    }
  }

  /** Its level is between two bounds. */
  public record LevelBetween(long min, long max) implements Condition {

    @Override
    public <R> R apply(Cases<R> cases) {
      return cases.level().apply(this);
    }
  }

  /** It has a matching tag. */
  public record Tag(TextMatch match, String text) implements Condition {

    @Override
    public <R> R apply(Cases<R> cases) {
      return cases.tag().apply(this);
    }
  }

  /** It comes from this part of an application. */
  public record View(String view) implements Condition {

    @Override
    public <R> R apply(Cases<R> cases) {
      return cases.view().apply(this);
    }
  }

  /** One of its times is between two bounds; null for no bound. No time does not match. */
  public record TimeBetween(Time time, Instant earliest, Instant latest) implements Condition {

    @Override
    public <R> R apply(Cases<R> cases) {
      return cases.time().apply(this);
    }
  }

  /** Its subject or its body contains a text, ignoring case. */
  public record ContainsText(String text) implements Condition {

    @Override
    public <R> R apply(Cases<R> cases) {
      return cases.text().apply(this);
    }
  }

  /** How to compare a text. */
  public enum TextMatch {
    /** The same text, in the same case. */
    EXACT,
    /** Starts with the text, in the same case. */
    STARTS_WITH,
    /** Contains the text, ignoring case. */
    CONTAINS
  }

  /** A time of a message. */
  public enum Time {
    SENT,
    READ
  }

  /** The messages that match both filters. */
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

  /** Only messages with a matching tag. */
  public MessageFilter tag(TextMatch match, String text) {
    return withCondition(new Tag(match, text));
  }

  /** Only messages from this part of an application. */
  public MessageFilter view(String view) {
    return withCondition(new View(view));
  }

  /** Only messages that were sent between two times; null for no bound. */
  public MessageFilter sent(Instant first, Instant last) {
    return withCondition(new TimeBetween(Time.SENT, first, last));
  }

  /** Only messages that were read between two times; null for no bound. */
  public MessageFilter read(Instant first, Instant last) {
    return withCondition(new TimeBetween(Time.READ, first, last));
  }

  /** Only messages that contain each of these texts in their subject or body, ignoring case. */
  public MessageFilter containing(String... texts) {
    MessageFilter filter = this;
    for (String text : List.of(texts)) {
      filter = filter.withCondition(new ContainsText(text));
    }
    return filter;
  }

  private MessageFilter withCondition(Condition condition) {
    return and(new MessageFilter(List.of(condition)));
  }
}
