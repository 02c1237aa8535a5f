package dev.letterbox.rest;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.letterbox.shared.DefaultSettings;
import dev.letterbox.testing.client.Contract;
import dev.letterbox.testing.client.Operation;
import dev.letterbox.testing.client.Place;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The OpenAPI document held against what the code reads and writes. */
class OpenApiAgainstCodeTest {

  private static final Contract CONTRACT = Contract.shipped();

  private static final Map<Class<?>, String> JSON_TYPES =
      Map.ofEntries(
          entry(long.class, "integer"),
          entry(int.class, "integer"),
          entry(Long.class, "integer"),
          entry(Integer.class, "integer"),
          entry(Double.class, "number"),
          entry(boolean.class, "boolean"),
          entry(String.class, "string"),
          entry(Instant.class, "string"),
          entry(URI.class, "string"),
          entry(Map.class, "object"),
          entry(List.class, "array"));

  private static final List<Class<?>> CLASSES =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("dev.letterbox.rest")
              .stream()
              .<Class<?>>map(JavaClass::reflect)
              .toList();

  @Test
  void every_record_that_becomes_json_has_a_schema_with_its_members() {
    List<Class<?>> views =
        CLASSES.stream()
            .filter(type -> type.isRecord() && isView(type))
            .collect(Collectors.toList());
    assertTrue(views.size() > 8, views.toString());
    for (Class<?> view : views) {
      Place schema = CONTRACT.root().at("components").at("schemas").at(schemaOf(view));
      Map<String, RecordComponent> members = members(view);
      assertEquals(
          members.keySet(), schema.at("properties").names().collect(Collectors.toSet()), view + "");
      assertEquals(
          members.keySet(),
          schema.at("required").items().stream().map(Place::text).collect(Collectors.toSet()),
          view + ": null is written, so each member is there");
      assertEquals("false", schema.at("additionalProperties").text(), view + "");
      members.forEach((name, member) -> checkType(schema.at("properties").at(name), member));
    }
  }

  /** Those named so, and what they are made of. */
  private static boolean isView(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return type.getSimpleName().endsWith("View") || (outer != null && isView(outer));
  }

  private static String schemaOf(Class<?> view) {
    return view == WrittenView.Written.class
        ? "WrittenMessage"
        : view.getSimpleName().replaceFirst("View$", "");
  }

  private static Map<String, RecordComponent> members(Class<?> view) {
    Map<String, RecordComponent> members = new HashMap<>();
    for (RecordComponent component : view.getRecordComponents()) {
      String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      members.put(name, component);
    }
    return members;
  }

  private static void checkType(Place schema, RecordComponent member) {
    Set<String> types = typesOf(schema);
    boolean nullable = types.remove("null");
    assertEquals(Set.of(JSON_TYPES.get(member.getType())), types, member.toString());
    if (nullable) {
      assertTrue(!member.getType().isPrimitive(), member + " is never null");
    }
  }

  private static Set<String> typesOf(Place schema) {
    Set<String> types = new TreeSet<>();
    if (schema.at("enum").isThere() || schema.at("const").isThere()) {
      types.add("string");
    }
    if (schema.node().has("$ref")) {
      types.addAll(typesOf(schema.referred()));
    }
    for (Place choice : schema.at("anyOf").items()) {
      types.addAll(typesOf(choice));
    }
    Place type = schema.at("type");
    if (type.node().isArray()) {
      type.items().forEach(each -> types.add(each.text()));
    } else if (type.isThere()) {
      types.add(type.text());
    }
    return types;
  }

  @Test
  void every_member_of_a_body_that_the_code_reads_is_documented_and_no_other() throws Exception {
    Map<String, Set<String>> read = new HashMap<>();
    Map<String, Set<String>> documented = new HashMap<>();
    for (RecordedCall call : RecordedCall.ofAll(CLASSES)) {
      if (call.takesBody()) {
        read.put(call.route(), call.members());
      }
    }
    for (Operation operation : CONTRACT.operations()) {
      if (operation.hasBody()) {
        documented.put(
            operation.method() + " " + operation.path(),
            operation.bodySchema().at("properties").names().collect(Collectors.toSet()));
        assertEquals("false", operation.bodySchema().at("additionalProperties").text());
      }
    }
    assertEquals(read, documented);
  }

  @Test
  void every_query_parameter_that_the_code_reads_is_documented_and_no_other() throws Exception {
    Map<String, Set<String>> read = new HashMap<>();
    for (RecordedCall call : RecordedCall.ofAll(CLASSES)) {
      read.put(call.route(), call.parameters());
    }
    Map<String, Set<String>> documented = new HashMap<>();
    for (Operation operation : CONTRACT.operations()) {
      documented.put(
          operation.method() + " " + operation.path(),
          operation.parameters("query").stream()
              .map(parameter -> parameter.at("name").text())
              .collect(Collectors.toSet()));
    }
    assertEquals(read, documented);
  }

  @Test
  void every_operation_that_takes_an_idempotency_key_is_documented_so_and_no_other()
      throws Exception {
    Set<String> taking =
        RecordedCall.ofAll(CLASSES).stream()
            .filter(RecordedCall::idempotent)
            .map(RecordedCall::route)
            .collect(Collectors.toSet());
    Set<String> documented =
        CONTRACT.operations().stream()
            .filter(operation -> !named("Idempotency-Key", operation).isEmpty())
            .map(operation -> operation.method() + " " + operation.path())
            .collect(Collectors.toSet());
    assertEquals(taking, documented);
  }

  private static List<Place> named(String header, Operation operation) {
    return operation.parameters("header").stream()
        .filter(parameter -> parameter.at("name").text().equals(header))
        .toList();
  }

  @Test
  void every_variable_of_a_path_is_documented() {
    for (Operation operation : CONTRACT.operations()) {
      List<String> inPath =
          Stream.of(operation.path().split("/"))
              .filter(part -> part.startsWith("{"))
              .map(part -> part.substring(1, part.length() - 1))
              .toList();
      List<String> documented = new ArrayList<>();
      operation.parameters("path").forEach(place -> documented.add(place.at("name").text()));
      assertEquals(inPath, documented, operation.path());
    }
  }

  @Test
  void served_document_says_what_this_installation_does() {
    String served =
        OpenApiDocument.of(OpenApiDocument.shipped(), "/somewhere/api", new DefaultSettings())
            .toString();
    Place root = Contract.parse(served).root();
    Place components = root.at("components");
    assertEquals("/somewhere/api", root.at("servers").items().get(0).at("url").text());
    Place limit = components.at("parameters").at("limit").at("schema");
    assertEquals("100", limit.at("maximum").text());
    assertEquals("10", limit.at("default").text());
    assertEquals(
        List.of("debug", "info", "success", "warning", "error"),
        components.at("schemas").at("LevelTag").at("enum").items().stream()
            .map(Place::text)
            .toList());
  }

  @Test
  void document_without_a_place_for_a_setting_is_not_served() {
    JsonObject other = Json.createObjectBuilder().add("openapi", "3.1.0").build();
    DefaultSettings settings = new DefaultSettings();
    assertThrows(JsonException.class, () -> OpenApiDocument.of(other, "/", settings));
  }
}
