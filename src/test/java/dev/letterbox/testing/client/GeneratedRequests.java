package dev.letterbox.testing.client;

import dev.letterbox.testing.client.BadValues.InUrl;
import dev.letterbox.testing.client.Probe.Request;
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
 * Feeds the operations of an OpenAPI document with every bad value. Whether one is bad is what the
 * schema of its parameter or member says.
 */
public final class GeneratedRequests {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What a server may refuse in a path, lest somebody takes it for something else. */
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}/\\\\]");

  /** A password that is right by its form is hashed, which is slow on purpose. */
  private static final int MOST_HASHES = 6;

  private final Contract contract;
  private final Probe probe;
  private final Person caller;

  /** Somebody whose account may be changed. */
  private final Person other;

  private final long messageId;

  /**
   * @param caller may call every operation
   */
  public GeneratedRequests(Contract contract, Person caller, Person other) {
    this.contract = contract;
    this.caller = caller;
    this.other = other;
    this.probe = new Probe(contract, caller);
    this.messageId = caller.writes(caller, "To myself");
  }

  /** Each parameter of the query of each operation. */
  public void queries() {
    for (Operation operation : contract.operations()) {
      for (Place parameter : operation.parameters("query")) {
        String name = parameter.at("name").text();
        query(operation, parameter, name, "");
        for (InUrl value : BadValues.inUrl()) {
          query(operation, parameter, name + "=" + value.sent(), value.text());
        }
        twice(operation, parameter);
      }
    }
    probe.finish(100);
  }

  private void query(Operation operation, Place parameter, String query, String text) {
    Request request = inQuery(operation, parameter, query);
    if (text == null) {
      probe.refusedByNameOrByTheServer(request, named(parameter));
    } else if (request.isLong()) {
      probe.answeredOrRefusedByTheServer(request);
    } else if (isLegal(parameter, text)) {
      probe.accepted(request);
    } else {
      probe.refused(request, named(parameter));
    }
  }

  private void twice(Operation operation, Place parameter) {
    String name = parameter.at("name").text();
    String once = name + "=" + BadValues.encoded(exampleOf(parameter));
    Request request = inQuery(operation, parameter, once + "&" + once);
    if (isList(parameter) && !isJoined(parameter)) {
      probe.accepted(request);
    } else {
      probe.refused(request, name);
    }
  }

  private static String exampleOf(Place parameter) {
    Place example = parameter.at("example");
    return example.node().isArray() ? example.items().get(0).text() : example.text();
  }

  private Request inQuery(Operation operation, Place parameter, String query) {
    String needed = parameter.at("x-needs").isThere() ? parameter.at("x-needs").text() + "&" : "";
    return new Request(operation.method(), path(operation) + "?" + needed + query, Map.of(), null);
  }

  /** The name under which errors are told, which is another one where the reference has it so. */
  private static String named(Place parameter) {
    Place told = parameter.at("x-named");
    return told.isThere() ? told.text() : parameter.at("name").text();
  }

  private boolean isLegal(Place parameter, String text) {
    Place schema = parameter.at("schema");
    if (schema.at("x-issued").isThere()) {
      return text.isEmpty();
    }
    if (!isList(parameter)) {
      return contract.errors(schema, Contract.valueOf(text, schema)).isEmpty();
    }
    ArrayNode values = JSON.arrayNode();
    List.of(isJoined(parameter) ? text.split(",", -1) : new String[] {text}).forEach(values::add);
    return contract.errors(schema, values).isEmpty();
  }

  private static boolean isList(Place parameter) {
    return parameter.at("schema").at("type").text().equals("array");
  }

  /** Whether its values stand in one text, with a comma between them. */
  private static boolean isJoined(Place parameter) {
    return parameter.at("explode").text().equals("false");
  }

  /** Each variable of the path of each operation. */
  public void paths() {
    for (Operation operation : contract.operations()) {
      if (operation.variables() > 0) {
        for (InUrl value : BadValues.inUrl()) {
          if (!value.sent().isEmpty()) {
            path(operation, value);
          }
        }
      }
    }
    probe.finish(100);
  }

  private void path(Operation operation, InUrl value) {
    String path = operation.path().replaceAll("\\{[^}]*\\}", value.sent().replace("$", "\\$"));
    String body = operation.hasBody() ? operation.bodyExample().node().toString() : null;
    Request request = new Request(operation.method(), path, Map.of(), body);
    if (value.text() == null || request.isLong() || UNSAFE.matcher(value.text()).find()) {
      probe.answeredOrRefusedByTheServer(request);
    } else {
      probe.answered(request);
    }
  }

  /** Each member of the body of each operation; accounts are made when nobody need be unknown. */
  public void bodies() {
    contract.operations().stream()
        .filter(Operation::hasBody)
        .sorted(Comparator.comparing(operation -> operation.path().startsWith("accounts")))
        .forEach(
            operation ->
                operation
                    .bodySchema()
                    .at("properties")
                    .members((name, schema) -> member(operation, name, schema)));
    probe.finish(100);
  }

  private void member(Operation operation, String name, Place schema) {
    int legal = 0;
    for (String json : BadValues.inJson()) {
      ObjectNode body = needed(operation);
      JsonNode value = Contract.parseJson(json);
      body.set(name, value);
      Request request =
          new Request(operation.method(), path(operation), Map.of(), written(body, name, json));
      boolean names = !value.isNull() && !(value.isArray() && value.isEmpty());
      boolean mustExist = schema.at("x-names").isThere() && names;
      if (mustExist || !contract.errors(schema, value).isEmpty()) {
        probe.refused(request, name);
      } else if (legal++ < MOST_HASHES || !body.has("password")) {
        probe.accepted(request);
      }
    }
  }

  /** As it stands, so that no library makes it better. */
  private static String written(ObjectNode body, String name, String json) {
    return body.properties().stream()
        .map(
            member ->
                Contract.jsonOf(member.getKey())
                    + ":"
                    + (member.getKey().equals(name) ? json : member.getValue().toString()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** The members that have to be there, so that the body is good but for the one in question. */
  private ObjectNode needed(Operation operation) {
    ObjectNode body = JSON.objectNode();
    for (Place required : operation.bodySchema().at("required").items()) {
      String name = required.text();
      body.set(name, operation.bodyExample().at(name).node());
    }
    if (body.has("recipients")) {
      body.set("recipients", JSON.arrayNode().add(caller.name()));
    }
    if (body.has("name")) {
      body.put("name", "made-" + UUID.randomUUID());
    }
    return body;
  }

  /** Each header of each operation. */
  public void headers() {
    for (Operation operation : contract.operations()) {
      for (Place parameter : operation.parameters("header")) {
        for (String value : BadValues.inHeader()) {
          header(operation, parameter, value);
        }
      }
    }
    probe.finish(20);
  }

  private void header(Operation operation, Place parameter, String value) {
    String name = parameter.at("name").text();
    Map<String, String> headers = new HashMap<>(Map.of(name, value));
    String body = operation.hasBody() ? needed(operation).toString() : null;
    String method = operation.isStream() ? "HEAD" : operation.method(); // GET would never end
    Request request = new Request(method, path(operation), headers, body);
    if (request.isLong()) {
      probe.answeredOrRefusedByTheServer(request);
    } else if (isLegal(parameter, value.strip())) {
      probe.accepted(request);
    } else {
      probe.refused(request, name);
    }
  }

  /** A path of this operation to something that is there. */
  private String path(Operation operation) {
    return operation
        .path()
        .replace("{id}", Long.toString(messageId))
        .replace("{name}", other.name());
  }

  /** Cursors that were not given, or not to this caller. */
  public void cursors(Person stranger) {
    String given = cursorOf(caller);
    List<String> cursors = new ArrayList<>(List.of(cursorOf(stranger), given + given));
    for (int i = 0; i < given.length(); i++) {
      cursors.add(given.substring(0, i) + given.substring(i + 1));
      cursors.add(
          given.substring(0, i) + (given.charAt(i) == 'A' ? 'B' : 'A') + given.substring(i + 1));
      cursors.add(given.substring(0, i) + "%00" + given.substring(i));
    }
    for (String cursor : cursors) {
      probe.refused(new Request("GET", "messages?cursor=" + cursor, Map.of(), null), "cursor");
    }
    probe.accepted(new Request("GET", "messages?cursor=" + given, Map.of(), null));
    probe.finish(20);
  }

  private static String cursorOf(Person person) {
    for (int i = 0; i < 3; i++) {
      person.writes(person, "Page " + i);
    }
    String next = person.gets("messages?cursor=&limit=1").path("next");
    return next.replaceAll(".*[?&]cursor=([^&]*).*", "$1");
  }
}
