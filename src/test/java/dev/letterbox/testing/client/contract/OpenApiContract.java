package dev.letterbox.testing.client.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAPI document, with which answers are compared. */
public final class OpenApiContract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PROBLEM = "application/problem+json";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Headers that an answer may have only if they are documented. */
  private static final List<String> CHECKED_HEADERS =
      List.of("Location", "ETag", "Retry-After", "WWW-Authenticate", "Allow", "Set-Cookie");

  /** JSON Schema with the keywords of OpenAPI that do not restrict values. */
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .keyword(new NonValidationKeyword("components"))
          .keyword(new NonValidationKeyword("x-names"))
          .keyword(new NonValidationKeyword("x-issued"))
          .build();

  private static final OpenApiContract SHIPPED = parse(readShipped());

  private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(DIALECT);

  private final Map<String, Schema> schemaByPointer = new ConcurrentHashMap<>();
  private final OpenApiNode root;
  private final List<OpenApiOperation> operations = new ArrayList<>();

  private OpenApiContract(JsonNode document) {
    this.root = OpenApiNode.rootOf(document);
    root.child("paths")
        .members(
            (path, item) ->
                item.members(
                    (name, operationNode) -> {
                      if (METHODS.contains(name)) {
                        String method = name.toUpperCase(Locale.ROOT);
                        operations.add(
                            new OpenApiOperation(method, path.substring(1), item, operationNode));
                      }
                    }));
    operations.sort(Comparator.comparingInt(OpenApiOperation::variables));
  }

  /** The document of the WAR. */
  public static OpenApiContract shipped() {
    return SHIPPED;
  }

  public static OpenApiContract parse(String json) {
    return new OpenApiContract(JSON.readTree(json));
  }

  public static JsonNode parseJson(String json) {
    return JSON.readTree(json);
  }

  /** A text as a JSON string. */
  public static String jsonOf(String text) {
    return JSON.writeValueAsString(text);
  }

  private static String readShipped() {
    try (InputStream in =
        OpenApiContract.class.getResourceAsStream("/dev/letterbox/rest/openapi.json")) {
      return JSON.readTree(in).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public OpenApiNode root() {
    return root;
  }

  public List<OpenApiOperation> operations() {
    return operations;
  }

  /** The errors of a value by a schema; empty if it is valid. */
  public List<String> errors(OpenApiNode schema, JsonNode value) {
    return schemaByPointer
        .computeIfAbsent(schema.pointer(), pointer -> compileSchema(schema))
        .validate(
            value,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /** Compiles a schema together with the components it refers to. */
  private Schema compileSchema(OpenApiNode schema) {
    ObjectNode standalone = JsonNodeFactory.instance.objectNode();
    if (schema.node() instanceof ObjectNode object) {
      standalone.setAll(object);
    }
    standalone.set("components", root.child("components").node());
    return schemas.getSchema(standalone);
  }

  /** Differences between an answer and the document; empty if there are none. */
  public List<String> violations(RecordedExchange exchange) {
    List<OpenApiOperation> candidates =
        operations.stream().filter(operation -> operation.matches(exchange.path())).toList();
    if (candidates.isEmpty()) {
      return rejectionViolations(exchange, "NotFound", 404);
    }
    if (exchange.method().equals("OPTIONS") && exchange.status() == 200) {
      return exchange.header("Allow").isEmpty() ? List.of("OPTIONS without Allow") : List.of();
    }
    String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
    Optional<OpenApiOperation> requested =
        candidates.stream()
            .filter(operation -> operation.variables() == candidates.get(0).variables())
            .filter(operation -> operation.method().equals(method))
            .findFirst();
    if (requested.isEmpty()) {
      return rejectionViolations(exchange, "MethodNotAllowed", 405);
    }
    OpenApiNode response = requested.get().response(exchange.status());
    return response.exists()
        ? violations(exchange, response)
        : List.of("Status " + exchange.status() + " is not documented.");
  }

  /** An undocumented path or method must be rejected, or the log-in be missing. */
  private List<String> rejectionViolations(
      RecordedExchange exchange, String component, int status) {
    OpenApiNode responses = root.child("components").child("responses");
    if (exchange.status() == 401) {
      return violations(exchange, responses.child("Unauthorized"));
    }
    return exchange.status() == status
        ? violations(exchange, responses.child(component))
        : List.of("No operation has this path and method: " + status + " expected.");
  }

  private List<String> violations(RecordedExchange exchange, OpenApiNode response) {
    List<String> violations = new ArrayList<>();
    response
        .child("headers")
        .members((name, header) -> checkHeader(exchange, name, header, violations));
    for (String name : CHECKED_HEADERS) {
      if (!exchange.header(name).isEmpty() && !response.child("headers").child(name).exists()) {
        violations.add("The header " + name + " is not documented.");
      }
    }
    checkBody(exchange, response.child("content"), violations);
    return violations;
  }

  private void checkHeader(
      RecordedExchange exchange, String name, OpenApiNode header, List<String> violations) {
    List<String> values = exchange.header(name);
    if (values.isEmpty() && header.child("required").node().asBoolean(false)) {
      violations.add("The header " + name + " is missing.");
    }
    for (String value : values) {
      errors(header.child("schema"), parseValue(value, header.child("schema")))
          .forEach(error -> violations.add("The header " + name + error));
    }
  }

  /** Parses the text as the type of the schema: a number, or true or false in any case. */
  public static JsonNode parseValue(String text, OpenApiNode schema) {
    String type = schema.child("type").text();
    if (type.equals("integer") && text.matches("-?[0-9]{1,30}")) {
      return JSON.readTree(text.replaceFirst("^(-?)0+(?=[0-9])", "$1"));
    }
    boolean isBoolean = type.equals("boolean") && text.matches("(?i)true|false");
    return isBoolean
        ? JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text))
        : JsonNodeFactory.instance.stringNode(text);
  }

  private void checkBody(RecordedExchange exchange, OpenApiNode content, List<String> violations) {
    if (!content.exists()) {
      if (!exchange.body().isEmpty()) {
        violations.add("There is a body, and none is documented.");
      }
      return;
    }
    OpenApiNode media = content.child(exchange.mediaType());
    if (!media.exists()) {
      violations.add("The content type '" + exchange.mediaType() + "' is not documented.");
    } else if (!exchange.method().equals("HEAD") && exchange.mediaType().endsWith("json")) {
      checkJson(exchange, media.child("schema"), violations);
    }
  }

  private void checkJson(RecordedExchange exchange, OpenApiNode schema, List<String> violations) {
    try {
      JsonNode body = JSON.readTree(exchange.body());
      violations.addAll(errors(schema, body));
      if (exchange.mediaType().equals(PROBLEM)
          && body.path("status").asInt(0) != exchange.status()) {
        violations.add("The status of the problem is not that of the answer.");
      }
    } catch (JacksonException e) {
      violations.add("The body is not JSON: " + e.getOriginalMessage());
    }
  }
}
