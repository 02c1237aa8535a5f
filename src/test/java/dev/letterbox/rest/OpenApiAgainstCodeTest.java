package dev.letterbox.rest;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.letterbox.shared.config.DefaultSettings;
import dev.letterbox.testing.client.contract.OpenApiContract;
import dev.letterbox.testing.client.contract.OpenApiNode;
import dev.letterbox.testing.client.contract.OpenApiOperation;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
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

/** Compares the OpenAPI document with the JSON and parameters that the code reads and writes. */
class OpenApiAgainstCodeTest {

  private static final OpenApiContract CONTRACT = OpenApiContract.shipped();

  private static final OpenApiNode SCHEMAS = CONTRACT.root().child("components").child("schemas");
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
  void every_view_record_has_a_schema_with_its_fields() {
    List<Class<?>> views = plainViews();
    assertTrue(views.size() > 8, views.toString());
    views.forEach(view -> checkFields(SCHEMAS.child(schemaOf(view)), view));
  }

  private static List<Class<?>> plainViews() {
    return CLASSES.stream()
        .filter(type -> isView(type) && type.getTypeParameters().length == 0)
        .collect(Collectors.toList());
  }

  /** Lists are generic records, so that their schemas are found by the schema of their items. */
  @Test
  void every_list_of_views_has_a_schema_with_its_fields() {
    Set<String> checked = new TreeSet<>();
    for (ParameterizedType list : listsOfViews()) {
      Class<?> item = (Class<?>) list.getActualTypeArguments()[0];
      List<String> schemas = schemasOfLists(schemaOf(item));
      assertEquals(1, schemas.size(), list + " has the schemas " + schemas);
      checkFields(SCHEMAS.child(schemas.get(0)), (Class<?>) list.getRawType());
      checked.add(schemas.get(0));
    }
    Set<String> documented = SCHEMAS.names().collect(Collectors.toCollection(TreeSet::new));
    documented.removeIf(name -> !resultsOf(name).exists());
    plainViews().forEach(view -> documented.remove(schemaOf(view)));
    assertEquals(documented, checked);
  }

  /** The types that methods return, like {@code ResultsView<WebhookView>}. */
  private static List<ParameterizedType> listsOfViews() {
    return CLASSES.stream()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .map(Method::getGenericReturnType)
        .filter(ParameterizedType.class::isInstance)
        .map(ParameterizedType.class::cast)
        .filter(type -> isView((Class<?>) type.getRawType()))
        .filter(type -> type.getActualTypeArguments()[0] instanceof Class)
        .distinct()
        .toList();
  }

  private static List<String> schemasOfLists(String item) {
    String pointer = SCHEMAS.child(item).pointer();
    return SCHEMAS
        .names()
        .filter(name -> resultsOf(name).child("items").pointer().equals(pointer))
        .toList();
  }

  private static OpenApiNode resultsOf(String schema) {
    return SCHEMAS.child(schema).child("properties").child("results");
  }

  private static void checkFields(OpenApiNode schema, Class<?> view) {
    Map<String, RecordComponent> members = members(view);
    assertEquals(
        members.keySet(),
        schema.child("properties").names().collect(Collectors.toSet()),
        view + "");
    assertEquals(
        members.keySet(),
        schema.child("required").items().stream()
            .map(OpenApiNode::text)
            .collect(Collectors.toSet()),
        view + ": null is written, so each field is required");
    assertEquals("false", schema.child("additionalProperties").text(), view + "");
    members.forEach((name, member) -> checkType(schema.child("properties").child(name), member));
  }

  private static boolean isView(Class<?> type) {
    return type.isRecord() && type.getSimpleName().endsWith("View");
  }

  private static String schemaOf(Class<?> view) {
    return view.getSimpleName().replaceFirst("View$", "");
  }

  private static Map<String, RecordComponent> members(Class<?> view) {
    Map<String, RecordComponent> members = new HashMap<>();
    for (RecordComponent component : view.getRecordComponents()) {
      String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      members.put(name, component);
    }
    return members;
  }

  private static void checkType(OpenApiNode schema, RecordComponent member) {
    Set<String> types = typesOf(schema);
    boolean nullable = types.remove("null");
    assertEquals(Set.of(JSON_TYPES.get(member.getType())), types, member.toString());
    if (nullable) {
      assertTrue(!member.getType().isPrimitive(), member + " is never null");
    }
  }

  private static Set<String> typesOf(OpenApiNode schema) {
    Set<String> types = new TreeSet<>();
    if (schema.child("enum").exists() || schema.child("const").exists()) {
      types.add("string");
    }
    if (schema.node().has("$ref")) {
      types.addAll(typesOf(schema.referenced()));
    }
    for (OpenApiNode choice : schema.child("anyOf").items()) {
      types.addAll(typesOf(choice));
    }
    OpenApiNode type = schema.child("type");
    if (type.node().isArray()) {
      type.items().forEach(each -> types.add(each.text()));
    } else if (type.exists()) {
      types.add(type.text());
    }
    return types;
  }

  @Test
  void documented_body_fields_match_the_code() throws Exception {
    Map<String, Set<String>> read = new HashMap<>();
    Map<String, Set<String>> documented = new HashMap<>();
    for (RecordedCall call : RecordedCall.ofAll(CLASSES)) {
      if (call.takesBody()) {
        read.put(call.route(), call.members());
      }
    }
    for (OpenApiOperation operation : CONTRACT.operations()) {
      if (operation.hasBody()) {
        documented.put(
            operation.method() + " " + operation.path(),
            operation.bodySchema().child("properties").names().collect(Collectors.toSet()));
        assertEquals("false", operation.bodySchema().child("additionalProperties").text());
      }
    }
    assertEquals(read, documented);
  }

  @Test
  void documented_query_parameters_match_the_code() throws Exception {
    Map<String, Set<String>> read = new HashMap<>();
    for (RecordedCall call : RecordedCall.ofAll(CLASSES)) {
      read.put(call.route(), call.parameters());
    }
    Map<String, Set<String>> documented = new HashMap<>();
    for (OpenApiOperation operation : CONTRACT.operations()) {
      documented.put(
          operation.method() + " " + operation.path(),
          operation.parameters("query").stream()
              .map(parameter -> parameter.child("name").text())
              .collect(Collectors.toSet()));
    }
    assertEquals(read, documented);
  }

  @Test
  void documented_idempotency_keys_match_the_code() throws Exception {
    Set<String> idempotent =
        RecordedCall.ofAll(CLASSES).stream()
            .filter(RecordedCall::idempotent)
            .map(RecordedCall::route)
            .collect(Collectors.toSet());
    Set<String> documented =
        CONTRACT.operations().stream()
            .filter(operation -> !headersNamed("Idempotency-Key", operation).isEmpty())
            .map(operation -> operation.method() + " " + operation.path())
            .collect(Collectors.toSet());
    assertEquals(idempotent, documented);
  }

  private static List<OpenApiNode> headersNamed(String header, OpenApiOperation operation) {
    return operation.parameters("header").stream()
        .filter(parameter -> parameter.child("name").text().equals(header))
        .toList();
  }

  @Test
  void every_path_variable_is_documented() {
    for (OpenApiOperation operation : CONTRACT.operations()) {
      List<String> inPath =
          Stream.of(operation.path().split("/"))
              .filter(part -> part.startsWith("{"))
              .map(part -> part.substring(1, part.length() - 1))
              .toList();
      List<String> documented = new ArrayList<>();
      operation.parameters("path").forEach(place -> documented.add(place.child("name").text()));
      assertEquals(inPath, documented, operation.path());
    }
  }

  @Test
  void served_document_reflects_the_settings() {
    String served =
        OpenApiDocument.customize(
                OpenApiDocument.loadTemplate(), "/somewhere/api", new DefaultSettings())
            .toString();
    OpenApiNode root = OpenApiContract.parse(served).root();
    OpenApiNode components = root.child("components");
    assertEquals("/somewhere/api", root.child("servers").items().get(0).child("url").text());
    OpenApiNode limit = components.child("parameters").child("limit").child("schema");
    assertEquals("100", limit.child("maximum").text());
    assertEquals("10", limit.child("default").text());
    assertEquals(
        List.of("debug", "info", "success", "warning", "error"),
        components.child("schemas").child("LevelTag").child("enum").items().stream()
            .map(OpenApiNode::text)
            .toList());
  }

  @Test
  void document_without_a_path_for_a_setting_is_rejected() {
    JsonObject other = Json.createObjectBuilder().add("openapi", "3.1.0").build();
    DefaultSettings settings = new DefaultSettings();
    assertThrows(JsonException.class, () -> OpenApiDocument.customize(other, "/", settings));
  }
}
