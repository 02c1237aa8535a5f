package dev.letterbox.rest;

import dev.letterbox.rest.http.EntityTags;
import dev.letterbox.rest.http.PageDefaults;
import dev.letterbox.shared.config.LevelTags;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
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
 * The OpenAPI document of this installation, built once: the JSON that the build generates from
 * {@code META-INF/openapi.yaml}, with the URL and the settings of this installation.
 */
@ApplicationScoped
public class OpenApiDocument {

  private static final String TEMPLATE = "openapi.json";
  private static final String LIMIT_PATH = "/components/parameters/limit/schema/";
  private static final String MARK_READ_PATH = "/components/parameters/mark_read/schema/";
  private static final String LEVEL_TAGS_PATH = "/components/schemas/LevelTag/enum";

  @Inject private Settings settings;
  @Inject private ServletContext application;

  private byte[] json;
  private EntityTag tag;

  @PostConstruct
  void build() {
    String site = settings.get(Setting.SITE_URL);
    String base = site.isEmpty() ? application.getContextPath() + "/" : site;
    JsonObject document = customize(loadTemplate(), base + "api", settings);
    json = document.toString().getBytes(StandardCharsets.UTF_8);
    tag = EntityTags.of(document);
  }

  /** The document in UTF-8. */
  byte[] json() {
    return json;
  }

  EntityTag tag() {
    return tag;
  }

  /**
   * Inserts the URL of a server and the values of settings.
   *
   * @throws jakarta.json.JsonException if the template lacks a path to replace
   */
  static JsonObject customize(JsonObject template, String server, Settings settings) {
    LevelTags levels = settings.get(Setting.LEVEL_TAGS);
    PageDefaults defaults = PageDefaults.of(settings);
    JsonPatchBuilder patch =
        Json.createPatchBuilder()
            .replace("/servers/0/url", server)
            .replace(LIMIT_PATH + "maximum", defaults.maxPageSize())
            .replace(LIMIT_PATH + "default", defaults.pageSize())
            .replace(MARK_READ_PATH + "default", settings.get(Setting.MARK_READ))
            .replace(LEVEL_TAGS_PATH, Json.createArrayBuilder(levels.all()).build());
    return patch.build().apply(template);
  }

  static JsonObject loadTemplate() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(TEMPLATE);
        JsonReader reader = Json.createReader(in)) {
      return reader.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
