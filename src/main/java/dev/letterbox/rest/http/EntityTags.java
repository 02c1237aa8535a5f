package dev.letterbox.rest.http;

import dev.letterbox.shared.security.Sha256;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tags by which a client recognises an answer that it has already (RFC 9110, {@code ETag}). */
public final class EntityTags {

  private static final int HASH_BYTES = 15;

  private EntityTags() {}

  /**
   * The same tag for the same parts, on every node; parts are told apart by their texts. It is a
   * weak one: answers that mean the same may differ in bytes, as the links of pages by cursor do.
   */
  public static EntityTag of(Object... parts) {
    String all = List.copyOf(Arrays.asList(parts)).toString();
    byte[] digest = Arrays.copyOf(Sha256.of(all), HASH_BYTES);
    return new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(digest), true);
  }

  /** The answer; or that the caller has it already, when the tag is one that it names. */
  public static Response conditionalResponse(
      HttpHeaders request, EntityTag tag, Supplier<Object> entity) {
    List<String> ifNoneMatch =
        request.getRequestHeaders().getOrDefault(HttpHeaders.IF_NONE_MATCH, List.of());
    Response.ResponseBuilder answer =
        matches(tag.getValue(), ifNoneMatch) ? Response.notModified() : Response.ok(entity.get());
    return answer.tag(tag).build();
  }

  /**
   * Whether a tag is among those of {@code If-None-Match}. What is no tag there is none that we
   * gave; Jersey's own reading of the header makes a fault of the server of it.
   */
  static boolean matches(String tag, List<String> headers) {
    return headers.stream()
        .flatMap(header -> Stream.of(header.split(",")))
        .map(named -> named.strip().replaceFirst("^W/", ""))
        .anyMatch(named -> named.equals("*") || named.equals("\"" + tag + "\""));
  }
}
