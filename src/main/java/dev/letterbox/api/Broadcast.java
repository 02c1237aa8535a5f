package dev.letterbox.api;

import dev.letterbox.api.internal.Copyable;
import java.util.Collection;
import java.util.List;
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
 */
public final class Broadcast {

  private final Values values;

  private Broadcast(Values values) {
    this.values = values;
  }

  /** A broadcast of this user, without recipients and subject. */
  public static Broadcast from(String sender) {
    return new Broadcast(new Values().with(copy -> copy.sender = sender));
  }

  /** Name of the sending user, 1 to 255 characters. */
  public String sender() {
    return values.sender;
  }

  /** Source of the names of users, read once and not kept in memory; duplicates count once. */
  public Supplier<Stream<String>> recipients() {
    return values.recipients;
  }

  /** To these users; the collection is read when the service is called. */
  public Broadcast to(Collection<String> names) {
    return new Broadcast(values.with(copy -> copy.recipients = names::stream));
  }

  /** To these users; the stream is read once, in chunks, and not closed. */
  public Broadcast to(Stream<String> names) {
    return new Broadcast(values.with(copy -> copy.recipients = () -> names));
  }

  /**
   * One line, 1 to {@value NewMessage#MAX_SUBJECT_LENGTH} characters; surrounding blanks are
   * removed.
   */
  public String subject() {
    return values.subject;
  }

  public Broadcast subject(String subject) {
    return new Broadcast(values.with(copy -> copy.subject = subject));
  }

  /** Any length, may be empty. */
  public String body() {
    return values.body;
  }

  public Broadcast body(String body) {
    return new Broadcast(values.with(copy -> copy.body = body));
  }

  /** The importance, see {@link Level}. */
  public int level() {
    return values.level;
  }

  public Broadcast level(int level) {
    return new Broadcast(values.with(copy -> copy.level = level));
  }

  /** Free words, at most 20 of 1 to 100 characters. */
  public List<String> tags() {
    return values.tags;
  }

  public Broadcast tags(String... tags) {
    return tags(List.of(tags));
  }

  public Broadcast tags(List<String> tags) {
    return new Broadcast(values.with(copy -> copy.tags = List.copyOf(tags)));
  }

  /** The part of an application that it comes from, at most 255 characters. */
  public String view() {
    return values.view;
  }

  public Broadcast view(String view) {
    return new Broadcast(values.with(copy -> copy.view = view));
  }

  /** Whether the recipients are notified. */
  public boolean notifyRecipients() {
    return values.notifyRecipients;
  }

  public Broadcast notifyRecipients(boolean notifyRecipients) {
    return new Broadcast(values.with(copy -> copy.notifyRecipients = notifyRecipients));
  }

  private static final class Values extends Copyable<Values> {
    private String sender;
    private Supplier<Stream<String>> recipients = Stream::empty;
    private String subject;
    private String body = "";
    private int level = Level.INFO;
    private List<String> tags = List.of();
    private String view = "";
    private boolean notifyRecipients = true;
  }
}
