package dev.letterbox.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A message without a sender: an application tells users something.
 *
 * <pre>{@code
 * messages.notify(Notice.warning("Your password expires tomorrow.").to("bob").view("account:password"));
 * }</pre>
 *
 * <p>Defaults: no tags, no view, recipients are notified. Follows <i>create</i> of drf-messages and
 * its shortcuts for the five levels.
 *
 * @param recipients where to read the names of users, once, without keeping them; a name given
 *     twice is told once
 * @param text any length; with an empty one nothing is stored
 * @param level how important, see {@link Level}; below {@code letterbox.messages.minimum-level}
 *     nothing is stored
 * @param tags free words, at most 20 of 1 to 100 characters
 * @param view the part of an application that it comes from, at most 255 characters
 * @param notifyRecipients whether the recipients are notified
 * @param session id of the session of its one recipient that it belongs to; null for none. With
 *     {@code letterbox.messages.use-sessions} it is shown in this session only and goes when that
 *     ends; without, it is a notice like any other
 */
public record Notice(
    Supplier<Stream<String>> recipients,
    String text,
    int level,
    List<String> tags,
    String view,
    boolean notifyRecipients,
    String session) {

  public Notice {
    recipients = recipients == null ? Stream::empty : recipients;
    tags = tags == null ? List.of() : NullTolerantCopies.of(tags);
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
    return to(Arrays.asList(names));
  }

  /** To these users, as the collection holds them when the service reads it. */
  public Notice to(Collection<String> names) {
    return withRecipients(names::stream);
  }

  /** To these users; the stream is read once, in pieces, and closed by whoever opened it. */
  public Notice to(Stream<String> names) {
    return withRecipients(() -> names);
  }

  public Notice tags(String... words) {
    return tags(Arrays.asList(words));
  }

  public Notice tags(List<String> words) {
    return new Notice(recipients, text, level, words, view, notifyRecipients, session);
  }

  public Notice view(String origin) {
    return new Notice(recipients, text, level, tags, origin, notifyRecipients, session);
  }

  /** Nobody is notified of it; it is delivered all the same. */
  public Notice withoutNotification() {
    return new Notice(recipients, text, level, tags, view, false, session);
  }

  /** It belongs to a session of its recipient, of whom there is one. */
  public Notice inSession(String id) {
    return new Notice(recipients, text, level, tags, view, notifyRecipients, id);
  }

  private Notice withRecipients(Supplier<Stream<String>> names) {
    return new Notice(names, text, level, tags, view, notifyRecipients, session);
  }
}
