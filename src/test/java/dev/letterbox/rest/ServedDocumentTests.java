package dev.letterbox.rest;

import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.letterbox.testing.client.OverHttp;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** The OpenAPI document, for programs that know nothing else. */
public interface ServedDocumentTests extends OverHttp {

  @Test
  default void document_is_open_to_anybody_and_says_where_it_is_true() {
    asNobody()
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
  default void document_that_is_known_is_not_sent_again() {
    Response first = asNobody().get("api/openapi.json");
    asNobody()
        .header("If-None-Match", first.header("ETag"))
        .get("api/openapi.json")
        .then()
        .statusCode(304)
        .header("ETag", is(first.header("ETag")));
    asNobody()
        .header("If-None-Match", "\"another\"")
        .get("api/openapi.json")
        .then()
        .statusCode(200);
  }
}
