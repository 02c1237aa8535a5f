package dev.letterbox.api;

import dev.letterbox.api.internal.Copyable;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A message without a sender: an application informs users. Built fluently:
 *
 * <pre>{@code
 * messages.sendNotice(Notice.warning("Your password expires tomorrow.").to("bob").view("account:password"));
 * }</pre>
 *
 * <p>Defaults: no tags, no view, recipients are notified. Follows <i>create</i> of drf-messages and
 * its shortcuts for the five levels.
 */
public final class Notice {

  private final Values values;

  private Notice(Values values) {
    this.values = values;
  }

  /** A notice of any level. */
  public static Notice of(int level, String text) {
    return new Notice(new Values().with(copy -> copy.level = level).with(copy -> copy.text = text));
  }

  public static Notice debug(String text) {
    return of(Level.DEBUG, text);
  }

  public static Notice info(String text) {
    return of(Level.INFO, text);
  }

  public static Notice success(String text) {
    return of(Level.SUCCESS, text);
  }

  public static Notice warning(String text) {
    return of(Level.WARNING, text);
  }

  public static Notice error(String text) {
    return of(Level.ERROR, text);
  }

  /** Source of the names of users, read once and not kept in memory; duplicates count once. */
  public Supplier<Stream<String>> recipients() {
    return values.recipients;
  }

  public Notice to(String... names) {
    return to(List.of(names));
  }

  /** To these users; the collection is read when the service is called. */
  public Notice to(Collection<String> names) {
    return new Notice(values.with(copy -> copy.recipients = names::stream));
  }

  /** To these users; the stream is read once, in chunks, and not closed. */
  public Notice to(Stream<String> names) {
    return new Notice(values.with(copy -> copy.recipients = () -> names));
  }

  /** Any length; an empty text stores nothing. */
  public String text() {
    return values.text;
  }

  /**
   * The importance, see {@link Level}; below {@code letterbox.messages.minimum-level} nothing is
   * stored.
   */
  public int level() {
    return values.level;
  }

  /** Free words, at most 20 of 1 to 100 characters. */
  public List<String> tags() {
    return values.tags;
  }

  public Notice tags(String... tags) {
    return tags(List.of(tags));
  }

  public Notice tags(List<String> tags) {
    return new Notice(values.with(copy -> copy.tags = List.copyOf(tags)));
  }

  /** The part of an application that it comes from, at most 255 characters. */
  public String view() {
    return values.view;
  }

  public Notice view(String view) {
    return new Notice(values.with(copy -> copy.view = view));
  }

  /** Whether the recipients are notified. */
  public boolean notifyRecipients() {
    return values.notifyRecipients;
  }

  public Notice notifyRecipients(boolean notifyRecipients) {
    return new Notice(values.with(copy -> copy.notifyRecipients = notifyRecipients));
  }

  /**
   * Id of the session that it belongs to, of its only recipient; null for none. With {@code
   * letterbox.messages.use-sessions} only that session shows it, and it is deleted when the session
   * ends; otherwise it is a notice like any other.
   */
  public String session() {
    return values.session;
  }

  public Notice inSession(String session) {
    return new Notice(values.with(copy -> copy.session = session));
  }

  private static final class Values extends Copyable<Values> {
    private int level;
    private String text;
    private Supplier<Stream<String>> recipients = Stream::empty;
    private List<String> tags = List.of();
    private String view = "";
    private boolean notifyRecipients = true;
    private String session;
  }
}
