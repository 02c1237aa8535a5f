package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.letterbox.testing.client.contract.ApiRoute;
import dev.letterbox.testing.client.contract.OpenApiContract;
import dev.letterbox.testing.client.contract.OpenApiNode;
import dev.letterbox.testing.client.contract.OpenApiOperation;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Checks the OpenAPI document, and compares it with the routes. */
class OpenApiTest {

  private static final OpenApiContract CONTRACT = OpenApiContract.shipped();

  @Test
  void documented_routes_and_roles_match_the_code() {
    Set<ApiRoute> documented =
        CONTRACT.operations().stream()
            .map(each -> new ApiRoute(each.method(), each.path(), each.role()))
            .collect(Collectors.toSet());
    assertEquals(new HashSet<>(ApiRoute.ALL), documented);
  }

  @Test
  void document_is_valid_openapi() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/openapi-3.1-schema.json")) {
      Schema openapi =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
      String document = CONTRACT.root().node().toString();
      assertEquals(List.of(), openapi.validate(document, InputFormat.JSON));
    }
  }

  @Test
  void every_schema_is_valid() {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    SpecificationVersion.DRAFT_2020_12.getDialectId()));
    List<String> errors = new ArrayList<>();
    visitObjects(
        CONTRACT.root(),
        place -> {
          if (place.child("schema").exists()) {
            schema
                .validate(place.child("schema").node())
                .forEach(error -> errors.add(place.pointer() + ": " + error));
          }
        });
    CONTRACT
        .root()
        .child("components")
        .child("schemas")
        .members(
            (name, place) ->
                schema.validate(place.node()).forEach(error -> errors.add(name + ": " + error)));
    assertEquals(List.of(), errors);
  }

  @Test
  void every_reference_resolves_and_every_component_is_used() {
    Set<String> referred = new TreeSet<>();
    visitNodes(
        CONTRACT.root().node(), node -> node.path("$ref").asStringOpt().ifPresent(referred::add));
    Set<String> components = new TreeSet<>();
    CONTRACT
        .root()
        .child("components")
        .members(
            (kind, all) -> {
              if (!kind.equals("securitySchemes")) {
                all.names().forEach(name -> components.add("#/components/" + kind + "/" + name));
              }
            });
    // implied by every path, so no operation refers to it
    referred.add("#/components/responses/MethodNotAllowed");
    assertEquals(components, referred);
  }

  @Test
  void every_security_scheme_is_declared_and_used() {
    Set<String> described =
        CONTRACT
            .root()
            .child("components")
            .child("securitySchemes")
            .names()
            .collect(Collectors.toSet());
    Set<String> used =
        CONTRACT.operations().stream()
            .flatMap(operation -> operation.security().stream())
            .flatMap(OpenApiNode::names)
            .collect(Collectors.toSet());
    assertEquals(described, used);
  }

  @Test
  void every_example_is_valid() {
    List<String> errors = new ArrayList<>();
    int[] examples = {0};
    visitObjects(
        CONTRACT.root(),
        place -> {
          OpenApiNode schema = place.child("schema");
          if (schema.exists() && !place.pointer().endsWith("/properties")) {
            for (OpenApiNode example : examplesOf(place)) {
              examples[0]++;
              CONTRACT
                  .errors(schema, example.node())
                  .forEach(error -> errors.add(example.pointer() + " " + error));
            }
          }
        });
    assertEquals(List.of(), errors);
    assertTrue(examples[0] > 30, "examples: " + examples[0]);
  }

  private static List<OpenApiNode> examplesOf(OpenApiNode place) {
    List<OpenApiNode> examples = new ArrayList<>();
    if (place.child("example").exists()) {
      examples.add(place.child("example"));
    }
    place.child("examples").members((name, example) -> examples.add(example.child("value")));
    return examples;
  }

  @Test
  void every_operation_is_described() {
    Set<String> tags =
        CONTRACT.root().child("tags").items().stream()
            .map(tag -> tag.child("name").text())
            .collect(Collectors.toSet());
    Set<String> ids = new HashSet<>();
    for (OpenApiOperation operation : CONTRACT.operations()) {
      String name = operation.method() + " " + operation.path();
      assertFalse(
          operation.definition().child("summary").text().isBlank(), name + " has no summary");
      assertTrue(
          ids.add(operation.definition().child("operationId").text()), name + " has no own id");
      List<OpenApiNode> operationTags = operation.definition().child("tags").items();
      assertEquals(1, operationTags.size(), name);
      assertTrue(tags.contains(operationTags.get(0).text()), name + " has an unknown tag");
      for (String in : List.of("query", "path", "header")) {
        for (OpenApiNode parameter : operation.parameters(in)) {
          String parameterName = name + " " + parameter.child("name").text();
          assertFalse(
              parameter.child("description").text().isBlank(),
              parameterName + " has no description");
          assertFalse(examplesOf(parameter).isEmpty(), parameterName + " has no example");
        }
      }
      if (operation.hasBody()) {
        assertTrue(operation.bodyExample().exists(), name + " has no example of a body");
        assertEquals(
            "true",
            operation.definition().child("requestBody").child("required").text(),
            name + ": body");
      }
      operation
          .definition()
          .child("responses")
          .members((status, answer) -> checkResponse(name, status, answer));
    }
  }

  private static void checkResponse(String operation, String status, OpenApiNode response) {
    String name = operation + " " + status;
    assertFalse(response.child("description").text().isBlank(), name + " has no description");
    boolean empty = List.of("204", "304").contains(status);
    assertEquals(!empty, response.child("content").exists(), name + ": content");
    response
        .child("content")
        .members(
            (type, media) -> {
              boolean refused = Integer.parseInt(status) >= 400;
              Set<String> expected =
                  refused
                      ? Set.of("application/problem+json")
                      : Set.of("application/json", "text/html", OpenApiOperation.STREAM);
              assertTrue(expected.contains(type), name + " " + type);
              assertTrue(media.child("schema").exists(), name + " has no schema");
              assertFalse(examplesOf(media).isEmpty(), name + " has no example");
            });
  }

  @Test
  void every_operation_documents_the_statuses_it_implies() {
    for (OpenApiOperation operation : CONTRACT.operations()) {
      Set<Integer> missing = new TreeSet<>(List.of(401, 406, 500, 503));
      if (!operation.role().equals(ApiRoute.ANONYMOUS)) {
        missing.add(403);
      }
      if (operation.hasBody()) {
        missing.addAll(List.of(400, 413, 415));
      }
      if (!operation.parameters("query").isEmpty()) {
        missing.add(400);
      }
      if (!operation.parameters("path").isEmpty()) {
        missing.add(404);
      }
      operation.statuses().forEach(missing::remove);
      assertEquals(Set.of(), missing, operation.method() + " " + operation.path());
    }
  }

  /** Visits every object of the document as it stands, without following references. */
  private static void visitObjects(OpenApiNode place, Consumer<OpenApiNode> visitor) {
    visitor.accept(place);
    place
        .node()
        .properties()
        .forEach(
            member -> {
              if (!member.getKey().startsWith("example")
                  && !member.getValue().path("$ref").isString()) {
                visitObjects(place.child(member.getKey()), visitor);
              }
            });
    if (place.node().isArray()) {
      place.items().forEach(item -> visitObjects(item, visitor));
    }
  }

  private static void visitNodes(JsonNode node, Consumer<JsonNode> visitor) {
    visitor.accept(node);
    node.forEach(child -> visitNodes(child, visitor));
  }
}
