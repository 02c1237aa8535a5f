package dev.letterbox.api;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One message to many users from a trusted sender, built fluently:
 *
 * <pre>{@code
 * messages.broadcast(
 *     Broadcast.from("office").to(customers.stream().map(Customer::login)).subject("Closed on Friday"));
 * }</pre>
 *
 * <p>Defaults: empty body, level {@link Level#INFO}, no tags, recipients are notified. Follows
 * <i>broadcast</i> of django-postman's internal API.
 *
 * @param sender name of the sending user, 1 to 255 characters
 * @param recipients source of the names of users, read once and not kept in memory; duplicates
 *     count once
 * @param subject one line, 1 to {@value NewMessage#MAX_SUBJECT_LENGTH} characters; surrounding
 *     blanks are removed
 * @param body any length, may be empty
 * @param level the importance, see {@link Level}
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

  /**
   * @throws NullPointerException if {@code recipients} is null, or {@code tags} is or contains null
   */
  public Broadcast {
    Objects.requireNonNull(recipients, "recipients");
    tags = List.copyOf(tags);
  }

  /** A broadcast of this user, without recipients and subject. */
  public static Broadcast from(String sender) {
    return new Broadcast(sender, Stream::empty, null, "", Level.INFO, List.of(), "", true);
  }

  /** To these users; the collection is read when the service is called. */
  public Broadcast to(Collection<String> names) {
    return withRecipients(names::stream);
  }

  /** To these users; the stream is read once, in chunks, and not closed. */
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
    return tags(List.of(words));
  }

  public Broadcast tags(List<String> words) {
    return new Broadcast(sender, recipients, subject, body, level, words, view, notifyRecipients);
  }

  public Broadcast view(String origin) {
    return new Broadcast(sender, recipients, subject, body, level, tags, origin, notifyRecipients);
  }

  /** Delivers it without notifying the recipients. */
  public Broadcast withoutNotification() {
    return new Broadcast(sender, recipients, subject, body, level, tags, view, false);
  }

  private Broadcast withRecipients(Supplier<Stream<String>> names) {
    return new Broadcast(sender, names, subject, body, level, tags, view, notifyRecipients);
  }
}
