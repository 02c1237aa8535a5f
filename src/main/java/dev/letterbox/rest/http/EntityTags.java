package dev.letterbox.rest.http;

import dev.letterbox.shared.security.Sha256;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Entity tags and conditional responses (RFC 9110). */
public final class EntityTags {

  private static final int HASH_BYTES = 15;

  private EntityTags() {}

  /**
   * A weak tag of the texts of the parts, the same on every node. It is weak because equivalent
   * responses may differ in bytes, as the links of pages by cursor do.
   */
  public static EntityTag of(Object... parts) {
    String all = List.copyOf(Arrays.asList(parts)).toString();
    byte[] digest = Arrays.copyOf(Sha256.of(all), HASH_BYTES);
    return new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(digest), true);
  }

  /** The response, or a 304 if the request names this tag. */
  public static Response conditionalResponse(
      HttpHeaders request, EntityTag tag, Supplier<Object> entity) {
    return notModified(request, () -> tag)
        .orElseGet(() -> Response.ok(entity.get()).tag(tag).build());
  }

  /** A 304 if the request names this tag, which is only asked for if the request names any. */
  public static Optional<Response> notModified(HttpHeaders request, Supplier<EntityTag> tag) {
    List<String> ifNoneMatch =
        request.getRequestHeaders().getOrDefault(HttpHeaders.IF_NONE_MATCH, List.of());
    if (ifNoneMatch.isEmpty()) {
      return Optional.empty();
    }
    EntityTag current = tag.get();
    return matches(current.getValue(), ifNoneMatch)
        ? Optional.of(Response.notModified().tag(current).build())
        : Optional.empty();
  }

  /**
   * Whether a tag is among those of {@code If-None-Match}. Ignores invalid tags, which Jersey's own
   * parser answers with a 500.
   */
  static boolean matches(String tag, List<String> headers) {
    return headers.stream()
        .flatMap(header -> Stream.of(header.split(",")))
        .map(named -> named.strip().replaceFirst("^W/", ""))
        .anyMatch(named -> named.equals("*") || named.equals("\"" + tag + "\""));
  }
}
