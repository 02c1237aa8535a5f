package dev.letterbox.shared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.Unsubscription;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Links by which users unsubscribe without a log-in (RFC 8058), made of what they take away, when
 * they were made, and a keyed hash of that (HMAC-SHA256). They hold for ever, and for as long as
 * users may choose it: mails are read late. The time tells for whom a link was made when a name is
 * used again.
 */
@ApplicationScoped
public class UnsubscribeLinks {

  /** Where they lead, below the address of the site. */
  private static final String PATH = "api/unsubscribe?token=";

  private static final int HASH_BYTES = 16;
  private static final String BETWEEN = "\n"; // which no name has
  private static final String BETWEEN_LABELS = ",";
  private static final int PARTS = 4;

  @Inject private Settings settings;
  @Inject private KeptSecret secret;
  @Inject private Clock clock;

  /** What a link takes away, and when it was made, to the second. */
  public record Link(Unsubscription unsubscription, Instant madeAt) {}

  /**
   * The whole address, of letters that a URL may have. It takes away those of the labels that users
   * may choose.
   *
   * @param labels at least one
   * @return empty when there is none to offer: nobody may choose any of this, or {@code
   *     letterbox.site.url} does not say where users reach Letterbox
   */
  public Optional<URI> of(String user, Set<NotificationLabel> labels, String channel) {
    return Optional.of(settings.get(Setting.SITE_URL))
        .filter(site -> !site.isEmpty())
        .flatMap(
            site ->
                free(new Unsubscription(user, labels, channel))
                    .map(free -> URI.create(site).resolve(PATH + token(free))));
  }

  /** The secret part of the address: letters, digits, hyphens and underscores. */
  public String token(Unsubscription unsubscription) {
    return token(key(), new Link(unsubscription, clock.now()));
  }

  /**
   * What a token stands for, as far as users may choose it; empty when it is not one of ours, or
   * for what nobody may choose.
   */
  public Optional<Link> read(String token) {
    return read(key(), token)
        .flatMap(link -> free(link.unsubscription()).map(left -> new Link(left, link.madeAt())));
  }

  private byte[] key() {
    return secret.of(NotificationSetting.NOTIFICATIONS_SECRET);
  }

  private Optional<Unsubscription> free(Unsubscription wanted) {
    Routes locked = settings.get(NotificationSetting.NOTIFICATIONS_LOCKED);
    Set<NotificationLabel> labels = EnumSet.copyOf(wanted.labels());
    labels.removeIf(label -> locked.contains(label, wanted.channel()));
    return labels.isEmpty()
        ? Optional.empty()
        : Optional.of(new Unsubscription(wanted.user(), labels, wanted.channel()));
  }

  static String token(byte[] key, Link link) {
    Unsubscription unsubscription = link.unsubscription();
    return token(
        key,
        unsubscription.labels().stream().map(Enum::name).collect(joining(BETWEEN_LABELS)),
        unsubscription.channel(),
        Long.toString(link.madeAt().getEpochSecond(), Character.MAX_RADIX),
        unsubscription.user());
  }

  static String token(byte[] key, String... parts) {
    byte[] content = String.join(BETWEEN, parts).getBytes(UTF_8);
    byte[] token = Arrays.copyOf(hash(key, content), HASH_BYTES + content.length);
    System.arraycopy(content, 0, token, HASH_BYTES, content.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  static Optional<Link> read(byte[] key, String token) {
    return decoded(token)
        .filter(bytes -> bytes.length > HASH_BYTES)
        .flatMap(bytes -> content(key, bytes))
        .flatMap(content -> link(content.split(BETWEEN, PARTS)));
  }

  /** Empty when all its labels are of former times. */
  private static Optional<Link> link(String[] parts) {
    List<String> names = List.of(parts[0].split(BETWEEN_LABELS));
    Set<NotificationLabel> labels =
        Stream.of(NotificationLabel.values())
            .filter(label -> names.contains(label.name()))
            .collect(toUnmodifiableSet());
    return labels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Link(
                new Unsubscription(parts[3], labels, parts[1]),
                Instant.ofEpochSecond(Long.parseLong(parts[2], Character.MAX_RADIX))));
  }

  private static Optional<byte[]> decoded(String token) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(token));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not one of ours, and that is all there is to say
    }
  }

  private static Optional<String> content(byte[] key, byte[] token) {
    byte[] given = Arrays.copyOf(token, HASH_BYTES);
    byte[] content = Arrays.copyOfRange(token, HASH_BYTES, token.length);
    return MessageDigest.isEqual(given, hash(key, content))
        ? Optional.of(new String(content, UTF_8))
        : Optional.empty();
  }

  /** Half of the hash: nobody guesses 128 bits, and lines of an e-mail have a limit. */
  private static byte[] hash(byte[] key, byte[] content) {
    return Arrays.copyOf(Hmac.of(key, content), HASH_BYTES);
  }
}
