package dev.letterbox.rest;

import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** The served OpenAPI document. */
class OpenApiDocumentTests extends HttpTestBase {

  @Test
  void document_is_public_and_names_its_server() {
    anonymous()
        .get("api/openapi.json")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("openapi", is("3.1.0"))
        .body("info.title", is("Letterbox"))
        .body("servers[0].url", is(base().getPath() + "api"))
        .body("components.schemas.LevelTag.enum", hasItems("debug", "error"));
  }

  @Test
  void unchanged_document_is_304() {
    Response first = anonymous().get("api/openapi.json");
    anonymous()
        .header("If-None-Match", first.header("ETag"))
        .get("api/openapi.json")
        .then()
        .statusCode(304)
        .header("ETag", is(first.header("ETag")));
    anonymous()
        .header("If-None-Match", "\"another\"")
        .get("api/openapi.json")
        .then()
        .statusCode(200);
  }
}
