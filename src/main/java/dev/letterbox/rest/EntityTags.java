package dev.letterbox.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/** Tags by which a client recognises an answer that it has already (RFC 9110, {@code ETag}). */
final class EntityTags {

  private static final int BYTES = 15;

  private EntityTags() {}

  /** The same tag for the same parts, on every node; parts are told apart by their texts. */
  static EntityTag of(Object... parts) {
    String all = List.copyOf(Arrays.asList(parts)).toString();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return new EntityTag(
          Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each Java platform has SHA-256", e);
    }
  }

  /** The answer; or that the caller has it already, when the tag is one that it names. */
  static Response answer(Request conditions, EntityTag tag, Supplier<Object> entity) {
    Response.ResponseBuilder known = conditions.evaluatePreconditions(tag);
    return (known == null ? Response.ok(entity.get()) : known).tag(tag).build();
  }
}
