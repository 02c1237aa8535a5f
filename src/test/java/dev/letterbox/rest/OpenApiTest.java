package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.letterbox.testing.client.Contract;
import dev.letterbox.testing.client.Operation;
import dev.letterbox.testing.client.Place;
import dev.letterbox.testing.client.Route;
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

/** The OpenAPI document by itself, and held against the routes. */
class OpenApiTest {

  private static final Contract CONTRACT = Contract.shipped();

  @Test
  void every_route_is_documented_with_its_role_and_no_other() {
    Set<Route> documented =
        CONTRACT.operations().stream()
            .map(each -> new Route(each.method(), each.path(), each.role()))
            .collect(Collectors.toSet());
    assertEquals(new HashSet<>(Route.ALL), documented);
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
    List<String> wrong = new ArrayList<>();
    everywhere(
        CONTRACT.root(),
        place -> {
          if (place.at("schema").isThere()) {
            schema
                .validate(place.at("schema").node())
                .forEach(error -> wrong.add(place.pointer() + ": " + error));
          }
        });
    CONTRACT
        .root()
        .at("components")
        .at("schemas")
        .members(
            (name, place) ->
                schema.validate(place.node()).forEach(error -> wrong.add(name + ": " + error)));
    assertEquals(List.of(), wrong);
  }

  @Test
  void every_reference_leads_somewhere_and_every_component_is_referred_to() {
    Set<String> referred = new TreeSet<>();
    raw(CONTRACT.root().node(), node -> node.path("$ref").asStringOpt().ifPresent(referred::add));
    Set<String> components = new TreeSet<>();
    CONTRACT
        .root()
        .at("components")
        .members(
            (kind, all) -> {
              if (!kind.equals("securitySchemes")) {
                all.names().forEach(name -> components.add("#/components/" + kind + "/" + name));
              }
            });
    // of every path, and so of none
    referred.add("#/components/responses/MethodNotAllowed");
    assertEquals(components, referred);
  }

  @Test
  void every_way_to_log_in_is_described() {
    Set<String> described =
        CONTRACT.root().at("components").at("securitySchemes").names().collect(Collectors.toSet());
    Set<String> used =
        CONTRACT.operations().stream()
            .flatMap(operation -> operation.security().stream())
            .flatMap(Place::names)
            .collect(Collectors.toSet());
    assertEquals(described, used);
  }

  @Test
  void every_example_is_valid() {
    List<String> wrong = new ArrayList<>();
    int[] examples = {0};
    everywhere(
        CONTRACT.root(),
        place -> {
          Place schema = place.at("schema");
          if (schema.isThere() && !place.pointer().endsWith("/properties")) {
            for (Place example : examplesOf(place)) {
              examples[0]++;
              CONTRACT
                  .errors(schema, example.node())
                  .forEach(error -> wrong.add(example.pointer() + " " + error));
            }
          }
        });
    assertEquals(List.of(), wrong);
    assertTrue(examples[0] > 30, "examples: " + examples[0]);
  }

  private static List<Place> examplesOf(Place place) {
    List<Place> examples = new ArrayList<>();
    if (place.at("example").isThere()) {
      examples.add(place.at("example"));
    }
    place.at("examples").members((name, example) -> examples.add(example.at("value")));
    return examples;
  }

  @Test
  void every_operation_is_described_for_people() {
    Set<String> tags =
        CONTRACT.root().at("tags").items().stream()
            .map(tag -> tag.at("name").text())
            .collect(Collectors.toSet());
    Set<String> ids = new HashSet<>();
    for (Operation operation : CONTRACT.operations()) {
      String name = operation.method() + " " + operation.path();
      assertFalse(operation.place().at("summary").text().isBlank(), name + " has no summary");
      assertTrue(ids.add(operation.place().at("operationId").text()), name + " has no own id");
      List<Place> itsTags = operation.place().at("tags").items();
      assertEquals(1, itsTags.size(), name);
      assertTrue(tags.contains(itsTags.get(0).text()), name + " has an unknown tag");
      for (String in : List.of("query", "path", "header")) {
        for (Place parameter : operation.parameters(in)) {
          String its = name + " " + parameter.at("name").text();
          assertFalse(parameter.at("description").text().isBlank(), its + " has no description");
          assertFalse(examplesOf(parameter).isEmpty(), its + " has no example");
        }
      }
      if (operation.hasBody()) {
        assertTrue(operation.bodyExample().isThere(), name + " has no example of a body");
        assertEquals(
            "true", operation.place().at("requestBody").at("required").text(), name + ": body");
      }
      operation
          .place()
          .at("responses")
          .members((status, answer) -> checkAnswer(operation, status, answer));
    }
  }

  private static void checkAnswer(Operation operation, String status, Place answer) {
    String name = operation.method() + " " + operation.path() + " " + status;
    assertFalse(answer.at("description").text().isBlank(), name + " has no description");
    boolean empty = List.of("204", "304").contains(status);
    assertEquals(!empty, answer.at("content").isThere(), name + ": content");
    answer
        .at("content")
        .members(
            (type, media) -> {
              boolean refused = Integer.parseInt(status) >= 400;
              Set<String> expected =
                  refused
                      ? Set.of("application/problem+json")
                      : operation.isStream()
                          ? Set.of(Operation.STREAM)
                          : Set.of("application/json", "text/html");
              assertTrue(expected.contains(type), name + " " + type);
              assertTrue(media.at("schema").isThere(), name + " has no schema");
              assertFalse(examplesOf(media).isEmpty(), name + " has no example");
            });
  }

  @Test
  void every_operation_tells_the_statuses_that_follow_from_what_it_is() {
    for (Operation operation : CONTRACT.operations()) {
      Set<Integer> needed = new TreeSet<>(List.of(401, 406, 500, 503));
      if (!operation.role().equals(Route.ANYBODY)) {
        needed.add(403);
      }
      if (operation.hasBody()) {
        needed.addAll(List.of(400, 413, 415));
      }
      if (!operation.parameters("query").isEmpty()) {
        needed.add(400);
      }
      if (!operation.parameters("path").isEmpty()) {
        needed.add(404);
      }
      operation.statuses().forEach(needed::remove);
      assertEquals(Set.of(), needed, operation.method() + " " + operation.path());
    }
  }

  /** Visits every object of the document as it stands, without following references. */
  private static void everywhere(Place place, Consumer<Place> visitor) {
    visitor.accept(place);
    place
        .node()
        .properties()
        .forEach(
            member -> {
              if (!member.getKey().startsWith("example")
                  && !member.getValue().path("$ref").isString()) {
                everywhere(place.at(member.getKey()), visitor);
              }
            });
    if (place.node().isArray()) {
      place.items().forEach(item -> everywhere(item, visitor));
    }
  }

  private static void raw(JsonNode node, Consumer<JsonNode> visitor) {
    visitor.accept(node);
    node.forEach(child -> raw(child, visitor));
  }
}
