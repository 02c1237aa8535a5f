package dev.letterbox.shared.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.Unsubscription;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.NotificationRoutes;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
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
 * Unsubscribe links, which need no log-in (RFC 8058). A token consists of the unsubscription, the
 * time of creation, and a keyed hash of both (HMAC-SHA256). It does not expire, because e-mails are
 * read late, but is not valid while its types are locked. The time distinguishes users of the same
 * name.
 */
@ApplicationScoped
public class UnsubscribeLinks {

  /** Path of the links, relative to the URL of the site. */
  private static final String UNSUBSCRIBE_PATH = "api/unsubscribe?token=";

  private static final int HASH_BYTES = 16;
  private static final String SEPARATOR = "\n"; // not part of any name
  private static final String TYPE_SEPARATOR = ",";
  private static final int PART_COUNT = 4;

  @Inject private Settings settings;
  @Inject private SecretRepository secretRepository;
  @Inject private Clock clock;

  /** What a link disables, and when it was created, in whole seconds. */
  public record UnsubscribeLink(Unsubscription unsubscription, Instant createdAt) {}

  /**
   * The URL that disables those of the types that are not locked.
   *
   * @param types at least one
   * @return empty if all are locked or {@code letterbox.site.url} is not set
   */
  public Optional<URI> linkFor(String user, Set<NotificationType> types, String channel) {
    return Optional.of(settings.get(Setting.SITE_URL))
        .filter(site -> !site.isEmpty())
        .flatMap(
            site ->
                withoutLocked(new Unsubscription(user, types, channel))
                    .map(
                        unlocked ->
                            URI.create(site).resolve(UNSUBSCRIBE_PATH + createToken(unlocked))));
  }

  /** The token of a link: letters, digits, hyphens and underscores. */
  public String createToken(Unsubscription unsubscription) {
    return createToken(key(), new UnsubscribeLink(unsubscription, clock.now()));
  }

  /**
   * What a token disables, without locked types; empty if it is not valid or all types are locked.
   */
  public Optional<UnsubscribeLink> parseToken(String token) {
    return parseToken(key(), token)
        .flatMap(
            link ->
                withoutLocked(link.unsubscription())
                    .map(unlocked -> new UnsubscribeLink(unlocked, link.createdAt())));
  }

  private byte[] key() {
    return secretRepository.get(NotificationSetting.NOTIFICATIONS_SECRET);
  }

  private Optional<Unsubscription> withoutLocked(Unsubscription requested) {
    NotificationRoutes locked = settings.get(NotificationSetting.NOTIFICATIONS_LOCKED);
    Set<NotificationType> types = EnumSet.copyOf(requested.types());
    types.removeIf(type -> locked.contains(type, requested.channel()));
    return types.isEmpty()
        ? Optional.empty()
        : Optional.of(new Unsubscription(requested.user(), types, requested.channel()));
  }

  static String createToken(byte[] key, UnsubscribeLink link) {
    Unsubscription unsubscription = link.unsubscription();
    return createToken(
        key,
        unsubscription.types().stream().map(Enum::name).collect(joining(TYPE_SEPARATOR)),
        unsubscription.channel(),
        Long.toString(link.createdAt().getEpochSecond(), Character.MAX_RADIX),
        unsubscription.user());
  }

  static String createToken(byte[] key, String... parts) {
    byte[] content = String.join(SEPARATOR, parts).getBytes(UTF_8);
    byte[] token = Arrays.copyOf(hash(key, content), HASH_BYTES + content.length);
    System.arraycopy(content, 0, token, HASH_BYTES, content.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  static Optional<UnsubscribeLink> parseToken(byte[] key, String token) {
    return decode(token)
        .filter(bytes -> bytes.length > HASH_BYTES)
        .flatMap(bytes -> verifiedContent(key, bytes))
        .flatMap(content -> toLink(content.split(SEPARATOR, PART_COUNT)));
  }

  /** Empty if all types are obsolete. */
  private static Optional<UnsubscribeLink> toLink(String[] parts) {
    List<String> names = List.of(parts[0].split(TYPE_SEPARATOR));
    Set<NotificationType> types =
        Stream.of(NotificationType.values())
            .filter(type -> names.contains(type.name()))
            .collect(toUnmodifiableSet());
    return types.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new UnsubscribeLink(
                new Unsubscription(parts[3], types, parts[1]),
                Instant.ofEpochSecond(Long.parseLong(parts[2], Character.MAX_RADIX))));
  }

  private static Optional<byte[]> decode(String token) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(token));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not a token
    }
  }

  private static Optional<String> verifiedContent(byte[] key, byte[] token) {
    byte[] presentedHash = Arrays.copyOf(token, HASH_BYTES);
    byte[] content = Arrays.copyOfRange(token, HASH_BYTES, token.length);
    return MessageDigest.isEqual(presentedHash, hash(key, content))
        ? Optional.of(new String(content, UTF_8))
        : Optional.empty();
  }

  /** Half of the hash: 128 bits are enough, and lines of an e-mail have a limit. */
  private static byte[] hash(byte[] key, byte[] content) {
    return Arrays.copyOf(Hmac.of(key, content), HASH_BYTES);
  }
}
