package dev.letterbox.testing.client.fuzzing;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.contract.OpenApiContract;
import dev.letterbox.testing.client.contract.OpenApiNode;
import dev.letterbox.testing.client.contract.OpenApiOperation;
import dev.letterbox.testing.client.fuzzing.FuzzValues.FuzzUrlValue;
import dev.letterbox.testing.client.fuzzing.RequestVerifier.VerifiedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the operations of an OpenAPI document with generated values. The schema of a parameter or
 * member decides whether a value is valid.
 */
public final class GeneratedRequests {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Characters in a path that a server may reject before Letterbox reads it. */
  private static final Pattern UNSAFE_IN_PATH = Pattern.compile("[\\p{Cntrl}/\\\\]");

  /** Hashing a valid password is slow on purpose, so only some requests contain one. */
  private static final int MAX_HASHED_PASSWORDS = 6;

  private final OpenApiContract contract;
  private final RequestVerifier verifier;
  private final ApiUser caller;

  /** A user whose account the requests may change. */
  private final ApiUser changeableUser;

  private final long messageId;
  private final int bodyStep;
  private int bodyCount;

  /**
   * @param caller a user who may call every operation
   * @param bodyStep 1 for all bodies, 5 for each fifth
   */
  public GeneratedRequests(
      OpenApiContract contract, ApiUser caller, ApiUser changeableUser, int bodyStep) {
    this.contract = contract;
    this.caller = caller;
    this.changeableUser = changeableUser;
    this.bodyStep = bodyStep;
    this.verifier = new RequestVerifier(contract, caller);
    this.messageId = caller.writeMessage(caller, "To myself");
  }

  /** Sends values for each query parameter of each operation. */
  public void verifyQueries() {
    for (OpenApiOperation operation : contract.operations()) {
      for (OpenApiNode parameter : operation.parameters("query")) {
        String name = parameter.child("name").text();
        verifyQuery(operation, parameter, name, "");
        for (FuzzUrlValue value : FuzzValues.urlValues()) {
          verifyQuery(operation, parameter, name + "=" + value.encoded(), value.decoded());
        }
        verifyRepetition(operation, parameter);
      }
    }
    verifier.assertNoFailures(100);
  }

  private void verifyQuery(
      OpenApiOperation operation, OpenApiNode parameter, String query, String text) {
    VerifiedRequest request = queryRequest(operation, parameter, query);
    if (text == null) {
      verifier.expectRejectedByNameOrServer(request, errorName(parameter));
    } else if (request.isLong()) {
      verifier.expectDocumentedOrRejectedByServer(request);
    } else if (isValid(parameter, text)
        || (text.isEmpty() && !parameter.child("required").exists())) {
      verifier.expectAccepted(request);
    } else {
      verifier.expectRejected(request, errorName(parameter));
    }
  }

  private void verifyRepetition(OpenApiOperation operation, OpenApiNode parameter) {
    String name = parameter.child("name").text();
    String assignment = name + "=" + FuzzValues.urlEncode(exampleOf(parameter));
    VerifiedRequest request = queryRequest(operation, parameter, assignment + "&" + assignment);
    if (isList(parameter) && !isJoined(parameter)) {
      verifier.expectAccepted(request);
    } else {
      verifier.expectRejected(request, name);
    }
  }

  private static String exampleOf(OpenApiNode parameter) {
    OpenApiNode example = parameter.child("example");
    return example.node().isArray() ? example.items().get(0).text() : example.text();
  }

  private VerifiedRequest queryRequest(
      OpenApiOperation operation, OpenApiNode parameter, String query) {
    String requiredQuery =
        parameter.child("x-needs").exists() ? parameter.child("x-needs").text() + "&" : "";
    return new VerifiedRequest(
        operation.method(), pathOf(operation) + "?" + requiredQuery + query, Map.of(), null);
  }

  /** The parameter's name in errors, which differs where the reference requires it. */
  private static String errorName(OpenApiNode parameter) {
    OpenApiNode documentedName = parameter.child("x-named");
    return documentedName.exists() ? documentedName.text() : parameter.child("name").text();
  }

  private boolean isValid(OpenApiNode parameter, String text) {
    OpenApiNode schema = parameter.child("schema");
    if (schema.child("x-issued").exists()) {
      return text.isEmpty();
    }
    if (!isList(parameter)) {
      return contract.errors(schema, OpenApiContract.parseValue(text, schema)).isEmpty();
    }
    ArrayNode values = JSON.arrayNode();
    List.of(isJoined(parameter) ? text.split(",", -1) : new String[] {text}).forEach(values::add);
    return contract.errors(schema, values).isEmpty();
  }

  private static boolean isList(OpenApiNode parameter) {
    return parameter.child("schema").child("type").text().equals("array");
  }

  /** Whether its values are joined with commas in one text. */
  private static boolean isJoined(OpenApiNode parameter) {
    return parameter.child("explode").text().equals("false");
  }

  /** Sends values for each path variable of each operation. */
  public void verifyPaths() {
    for (OpenApiOperation operation : contract.operations()) {
      if (operation.variables() > 0) {
        for (FuzzUrlValue value : FuzzValues.urlValues()) {
          if (!value.encoded().isEmpty()) {
            pathOf(operation, value);
          }
        }
      }
    }
    verifier.assertNoFailures(100);
  }

  private void pathOf(OpenApiOperation operation, FuzzUrlValue value) {
    String path = operation.path().replaceAll("\\{[^}]*\\}", value.encoded().replace("$", "\\$"));
    String body = operation.hasBody() ? operation.bodyExample().node().toString() : null;
    VerifiedRequest request = new VerifiedRequest(operation.method(), path, Map.of(), body);
    if (value.decoded() == null
        || request.isLong()
        || UNSAFE_IN_PATH.matcher(value.decoded()).find()) {
      verifier.expectDocumentedOrRejectedByServer(request);
    } else {
      verifier.expectDocumented(request);
    }
  }

  /**
   * Sends values for each member of each body. Operations on accounts run last, because they create
   * users that other operations expect to be unknown.
   */
  public void verifyBodies() {
    contract.operations().stream()
        .filter(OpenApiOperation::hasBody)
        .sorted(Comparator.comparing(operation -> operation.path().startsWith("accounts")))
        .forEach(
            operation ->
                operation
                    .bodySchema()
                    .child("properties")
                    .members((name, schema) -> verifyMember(operation, name, schema)));
    verifier.assertNoFailures(100);
  }

  private void verifyMember(OpenApiOperation operation, String name, OpenApiNode schema) {
    int validCount = 0;
    for (String json : FuzzValues.jsonValues()) {
      if (bodyCount++ % bodyStep != 0) {
        continue;
      }
      ObjectNode body = requiredBody(operation);
      JsonNode value = OpenApiContract.parseJson(json);
      body.set(name, value);
      VerifiedRequest request =
          new VerifiedRequest(
              operation.method(), pathOf(operation), Map.of(), toJson(body, name, json));
      boolean names = !value.isNull() && !(value.isArray() && value.isEmpty());
      boolean mustExist = schema.child("x-names").exists() && names;
      if (mustExist || !contract.errors(schema, value).isEmpty()) {
        verifier.expectRejected(request, name);
      } else if (validCount++ < MAX_HASHED_PASSWORDS || !body.has("password")) {
        verifier.expectAccepted(request);
      }
    }
  }

  /** The body with this text as the member's value, unchanged by a JSON library. */
  private static String toJson(ObjectNode body, String name, String json) {
    return body.properties().stream()
        .map(
            member ->
                OpenApiContract.jsonOf(member.getKey())
                    + ":"
                    + (member.getKey().equals(name) ? json : member.getValue().toString()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** The required members, so that only the member under test can be invalid. */
  private ObjectNode requiredBody(OpenApiOperation operation) {
    ObjectNode body = JSON.objectNode();
    for (OpenApiNode required : operation.bodySchema().child("required").items()) {
      String name = required.text();
      body.set(name, operation.bodyExample().child(name).node());
    }
    if (body.has("recipients")) {
      body.set("recipients", JSON.arrayNode().add(caller.name()));
    }
    if (body.has("name")) {
      body.put("name", "made-" + UUID.randomUUID());
    }
    return body;
  }

  /** Sends values for each header of each operation. */
  public void verifyHeaders() {
    for (OpenApiOperation operation : contract.operations()) {
      for (OpenApiNode parameter : operation.parameters("header")) {
        for (String value : FuzzValues.headerValues()) {
          verifyHeader(operation, parameter, value);
        }
      }
    }
    verifier.assertNoFailures(20);
  }

  private void verifyHeader(OpenApiOperation operation, OpenApiNode parameter, String value) {
    String name = parameter.child("name").text();
    Map<String, String> headers = new HashMap<>(Map.of(name, value));
    String body = operation.hasBody() ? requiredBody(operation).toString() : null;
    String method =
        operation.isStream() ? "HEAD" : operation.method(); // the answer to GET is endless
    VerifiedRequest request = new VerifiedRequest(method, pathOf(operation), headers, body);
    if (request.isLong()) {
      verifier.expectDocumentedOrRejectedByServer(request);
    } else if (isValid(parameter, value.strip())) {
      verifier.expectAccepted(request);
    } else {
      verifier.expectRejected(request, name);
    }
  }

  /** A path of this operation to something that exists. */
  private String pathOf(OpenApiOperation operation) {
    return operation
        .path()
        .replace("{id}", Long.toString(messageId))
        .replace("{name}", changeableUser.name());
  }

  /** Sends cursors of another user, and changed ones. */
  public void verifyCursors(ApiUser otherUser) {
    String validCursor = cursorOf(caller);
    List<String> cursors = new ArrayList<>(List.of(cursorOf(otherUser), validCursor + validCursor));
    for (int i = 0; i < validCursor.length(); i++) {
      cursors.add(validCursor.substring(0, i) + validCursor.substring(i + 1));
      cursors.add(
          validCursor.substring(0, i)
              + (validCursor.charAt(i) == 'A' ? 'B' : 'A')
              + validCursor.substring(i + 1));
      cursors.add(validCursor.substring(0, i) + "%00" + validCursor.substring(i));
    }
    for (String cursor : cursors) {
      verifier.expectRejected(
          new VerifiedRequest("GET", "messages?cursor=" + cursor, Map.of(), null), "cursor");
    }
    verifier.expectAccepted(
        new VerifiedRequest("GET", "messages?cursor=" + validCursor, Map.of(), null));
    verifier.assertNoFailures(20);
  }

  private static String cursorOf(ApiUser person) {
    for (int i = 0; i < 3; i++) {
      person.writeMessage(person, "Page " + i);
    }
    String next = person.get("messages?cursor=&limit=1").path("next");
    return next.replaceAll(".*[?&]cursor=([^&]*).*", "$1");
  }
}
