package dev.letterbox.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One text for many users, from a trusted sender, built fluently:
 *
 * <pre>{@code
 * messages.broadcast(
 *     Broadcast.from("office").to(customers.stream().map(Customer::login)).subject("Closed on Friday"));
 * }</pre>
 *
 * <p>Defaults: empty body, level {@link Level#INFO}, no tags, recipients are notified. Follows
 * <i>broadcast</i> of django-postman's internal API.
 *
 * @param sender name of the user who writes, 1 to 255 characters
 * @param recipients where to read the names of users, once, without keeping them; a name given
 *     twice is told once
 * @param subject one line, 1 to 120 characters; blanks around it are cut off
 * @param body any length, may be empty
 * @param level how important, see {@link Level}
 * @param tags free words, at most 20 of 1 to 100 characters
 * @param view the part of an application that it comes from, at most 255 characters
 * @param notifyRecipients whether the recipients are notified
 */
public record Broadcast(
    String sender,
    Supplier<Stream<String>> recipients,
    String subject,
    String body,
    int level,
    List<String> tags,
    String view,
    boolean notifyRecipients) {

  public Broadcast {
    recipients = recipients == null ? Stream::empty : recipients;
    tags = tags == null ? List.of() : NullTolerantCopies.of(tags);
  }

  /** A broadcast of this user, without recipients, subject and body as yet. */
  public static Broadcast from(String sender) {
    return new Broadcast(sender, Stream::empty, null, "", Level.INFO, List.of(), "", true);
  }

  /** To these users, as the collection holds them when the service reads it. */
  public Broadcast to(Collection<String> names) {
    return withRecipients(names::stream);
  }

  /** To these users; the stream is read once, in pieces, and closed by whoever opened it. */
  public Broadcast to(Stream<String> names) {
    return withRecipients(() -> names);
  }

  public Broadcast subject(String text) {
    return new Broadcast(sender, recipients, text, body, level, tags, view, notifyRecipients);
  }

  public Broadcast body(String text) {
    return new Broadcast(sender, recipients, subject, text, level, tags, view, notifyRecipients);
  }

  public Broadcast level(int value) {
    return new Broadcast(sender, recipients, subject, body, value, tags, view, notifyRecipients);
  }

  public Broadcast tags(String... words) {
    return tags(Arrays.asList(words));
  }

  public Broadcast tags(List<String> words) {
    return new Broadcast(sender, recipients, subject, body, level, words, view, notifyRecipients);
  }

  public Broadcast view(String origin) {
    return new Broadcast(sender, recipients, subject, body, level, tags, origin, notifyRecipients);
  }

  /** Nobody is notified of it; it is delivered all the same. */
  public Broadcast withoutNotification() {
    return new Broadcast(sender, recipients, subject, body, level, tags, view, false);
  }

  private Broadcast withRecipients(Supplier<Stream<String>> names) {
    return new Broadcast(sender, names, subject, body, level, tags, view, notifyRecipients);
  }
}
