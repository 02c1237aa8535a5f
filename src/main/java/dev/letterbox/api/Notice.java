package dev.letterbox.api;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
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
 *
 * @param recipients source of the names of users, read once and not kept in memory; duplicates
 *     count once
 * @param text any length; an empty text stores nothing
 * @param level the importance, see {@link Level}; below {@code letterbox.messages.minimum-level}
 *     nothing is stored
 * @param tags free words, at most 20 of 1 to 100 characters
 * @param view the part of an application that it comes from, at most 255 characters
 * @param notifyRecipients whether the recipients are notified
 * @param session id of the session that it belongs to, of its only recipient; null for none. With
 *     {@code letterbox.messages.use-sessions} only that session shows it, and it is deleted when
 *     the session ends; otherwise it is a notice like any other
 */
public record Notice(
    Supplier<Stream<String>> recipients,
    String text,
    int level,
    List<String> tags,
    String view,
    boolean notifyRecipients,
    String session) {

  /**
   * @throws NullPointerException if {@code recipients} is null, or {@code tags} is or contains null
   */
  public Notice {
    Objects.requireNonNull(recipients, "recipients");
    tags = List.copyOf(tags);
  }

  /** A notice of any level. */
  public static Notice of(int level, String text) {
    return new Notice(Stream::empty, text, level, List.of(), "", true, null);
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

  public Notice to(String... names) {
    return to(List.of(names));
  }

  /** To these users; the collection is read when the service is called. */
  public Notice to(Collection<String> names) {
    return withRecipients(names::stream);
  }

  /** To these users; the stream is read once, in chunks, and not closed. */
  public Notice to(Stream<String> names) {
    return withRecipients(() -> names);
  }

  public Notice tags(String... words) {
    return tags(List.of(words));
  }

  public Notice tags(List<String> words) {
    return new Notice(recipients, text, level, words, view, notifyRecipients, session);
  }

  public Notice view(String origin) {
    return new Notice(recipients, text, level, tags, origin, notifyRecipients, session);
  }

  /** Delivers it without notifying the recipients. */
  public Notice withoutNotification() {
    return new Notice(recipients, text, level, tags, view, false, session);
  }

  /** Assigns it to a session of its only recipient; null for none. */
  public Notice inSession(String id) {
    return new Notice(recipients, text, level, tags, view, notifyRecipients, id);
  }

  private Notice withRecipients(Supplier<Stream<String>> names) {
    return new Notice(names, text, level, tags, view, notifyRecipients, session);
  }
}
