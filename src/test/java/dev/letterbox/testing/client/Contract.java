package dev.letterbox.testing.client;

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

/** An OpenAPI document, against which answers are held. */
public final class Contract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PROBLEM = "application/problem+json";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Headers that mean something to a caller: an answer has them only where that is documented. */
  private static final List<String> TELLING =
      List.of("Location", "ETag", "Retry-After", "WWW-Authenticate", "Allow", "Set-Cookie");

  /** What stands in a schema, and says nothing about a value. */
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .keyword(new NonValidationKeyword("components"))
          .keyword(new NonValidationKeyword("x-names"))
          .keyword(new NonValidationKeyword("x-issued"))
          .build();

  private static final Contract SHIPPED = parse(readShipped());

  private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(DIALECT);

  private final Map<String, Schema> schemaByPointer = new ConcurrentHashMap<>();
  private final Place root;
  private final List<Operation> operations = new ArrayList<>();

  private Contract(JsonNode document) {
    this.root = Place.rootOf(document);
    root.at("paths")
        .members(
            (path, item) ->
                item.members(
                    (name, place) -> {
                      if (METHODS.contains(name)) {
                        String method = name.toUpperCase(Locale.ROOT);
                        operations.add(new Operation(method, path.substring(1), item, place));
                      }
                    }));
    operations.sort(Comparator.comparingInt(Operation::variables));
  }

  /** What the WAR is shipped with. */
  public static Contract shipped() {
    return SHIPPED;
  }

  public static Contract parse(String json) {
    return new Contract(JSON.readTree(json));
  }

  static JsonNode parseJson(String json) {
    return JSON.readTree(json);
  }

  /** A text as JSON. */
  static String jsonOf(String text) {
    return JSON.writeValueAsString(text);
  }

  private static String readShipped() {
    try (InputStream in = Contract.class.getResourceAsStream("/dev/letterbox/rest/openapi.json")) {
      return JSON.readTree(in).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Place root() {
    return root;
  }

  public List<Operation> operations() {
    return operations;
  }

  /** What is wrong with a value by the schema at a place; empty when it is valid. */
  public List<String> errors(Place schema, JsonNode value) {
    return schemaByPointer
        .computeIfAbsent(schema.pointer(), pointer -> compile(schema))
        .validate(
            value,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /** A schema of its own, which takes the components along that it refers to. */
  private Schema compile(Place schema) {
    ObjectNode self = JsonNodeFactory.instance.objectNode();
    if (schema.node() instanceof ObjectNode object) {
      self.setAll(object);
    }
    self.set("components", root.at("components").node());
    return schemas.getSchema(self);
  }

  /** In what an answer differs from what is documented; empty when it is as it should be. */
  public List<String> violations(Exchange exchange) {
    List<Operation> ofPath =
        operations.stream().filter(operation -> operation.matches(exchange.path())).toList();
    if (ofPath.isEmpty()) {
      return refusal(exchange, "NotFound", 404);
    }
    if (exchange.method().equals("OPTIONS") && exchange.status() == 200) {
      return exchange.header("Allow").isEmpty() ? List.of("OPTIONS without Allow") : List.of();
    }
    String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
    Optional<Operation> asked =
        ofPath.stream()
            .filter(operation -> operation.variables() == ofPath.get(0).variables())
            .filter(operation -> operation.method().equals(method))
            .findFirst();
    if (asked.isEmpty()) {
      return refusal(exchange, "MethodNotAllowed", 405);
    }
    Place response = asked.get().response(exchange.status());
    return response.isThere()
        ? violations(exchange, response)
        : List.of("Status " + exchange.status() + " is not documented.");
  }

  /** What is not there is refused as such, or because nobody is logged in. */
  private List<String> refusal(Exchange exchange, String component, int status) {
    Place responses = root.at("components").at("responses");
    if (exchange.status() == 401) {
      return violations(exchange, responses.at("Unauthorized"));
    }
    return exchange.status() == status
        ? violations(exchange, responses.at(component))
        : List.of("No operation has this path and method: " + status + " expected.");
  }

  private List<String> violations(Exchange exchange, Place response) {
    List<String> violations = new ArrayList<>();
    response
        .at("headers")
        .members((name, header) -> checkHeader(exchange, name, header, violations));
    for (String name : TELLING) {
      if (!exchange.header(name).isEmpty() && !response.at("headers").at(name).isThere()) {
        violations.add("The header " + name + " is not documented.");
      }
    }
    checkBody(exchange, response.at("content"), violations);
    return violations;
  }

  private void checkHeader(Exchange exchange, String name, Place header, List<String> violations) {
    List<String> values = exchange.header(name);
    if (values.isEmpty() && header.at("required").node().asBoolean(false)) {
      violations.add("The header " + name + " is missing.");
    }
    for (String value : values) {
      errors(header.at("schema"), valueOf(value, header.at("schema")))
          .forEach(error -> violations.add("The header " + name + error));
    }
  }

  /** What a text stands for where a schema wants a number, or true or false in any case. */
  public static JsonNode valueOf(String text, Place schema) {
    String type = schema.at("type").text();
    if (type.equals("integer") && text.matches("-?[0-9]{1,30}")) {
      return JSON.readTree(text.replaceFirst("^(-?)0+(?=[0-9])", "$1"));
    }
    boolean flag = type.equals("boolean") && text.matches("(?i)true|false");
    return flag
        ? JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text))
        : JsonNodeFactory.instance.stringNode(text);
  }

  private void checkBody(Exchange exchange, Place content, List<String> violations) {
    if (!content.isThere()) {
      if (!exchange.body().isEmpty()) {
        violations.add("There is a body, and none is documented.");
      }
      return;
    }
    Place media = content.at(exchange.mediaType());
    if (!media.isThere()) {
      violations.add("The content type '" + exchange.mediaType() + "' is not documented.");
    } else if (!exchange.method().equals("HEAD") && exchange.mediaType().endsWith("json")) {
      checkJson(exchange, media.at("schema"), violations);
    }
  }

  private void checkJson(Exchange exchange, Place schema, List<String> violations) {
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
