package dev.letterbox.rest;

import dev.letterbox.shared.LevelTags;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatchBuilder;
import jakarta.json.JsonReader;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.EntityTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The OpenAPI document of this installation, made once: what the build has made of {@code
 * META-INF/openapi.yaml}, with the address of this installation and what its settings decide.
 */
@ApplicationScoped
public class OpenApiDocument {

  private static final String SHIPPED = "openapi.json";
  private static final String LIMIT = "/components/parameters/limit/schema/";
  private static final String MARK_READ = "/components/parameters/mark_read/schema/";
  private static final String LEVEL_TAGS = "/components/schemas/LevelTag/enum";

  @Inject private Settings settings;
  @Inject private ServletContext application;

  private byte[] json;
  private EntityTag tag;

  @PostConstruct
  void make() {
    String site = settings.get(Setting.SITE_URL);
    String base = site.isEmpty() ? application.getContextPath() + "/" : site;
    JsonObject document = of(shipped(), base + "api", settings);
    json = document.toString().getBytes(StandardCharsets.UTF_8);
    tag = EntityTags.of(document);
  }

  /** The document, in UTF-8. */
  byte[] json() {
    return json;
  }

  /** Changes exactly when the document does. */
  EntityTag tag() {
    return tag;
  }

  /**
   * The document for a server.
   *
   * @throws jakarta.json.JsonException when the shipped one has no place for what is put in
   */
  static JsonObject of(JsonObject shipped, String server, Settings settings) {
    LevelTags levels = settings.get(Setting.LEVEL_TAGS);
    Defaults defaults = Defaults.of(settings);
    JsonPatchBuilder patch =
        Json.createPatchBuilder()
            .replace("/servers/0/url", server)
            .replace(LIMIT + "maximum", defaults.maxPageSize())
            .replace(LIMIT + "default", defaults.pageSize())
            .replace(MARK_READ + "default", defaults.markRead())
            .replace(LEVEL_TAGS, Json.createArrayBuilder(levels.all()).build());
    return patch.build().apply(shipped);
  }

  static JsonObject shipped() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(SHIPPED);
        JsonReader reader = Json.createReader(in)) {
      return reader.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
