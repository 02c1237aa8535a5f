package dev.letterbox.testing.client.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A node of the OpenAPI document, with references resolved.
 *
 * @param document the whole document
 * @param pointer its location (RFC 6901)
 * @param node its value; a missing node if there is none
 */
public record OpenApiNode(JsonNode document, String pointer, JsonNode node) {

  static OpenApiNode rootOf(JsonNode document) {
    return new OpenApiNode(document, "", document);
  }

  /** The child of this name. */
  public OpenApiNode child(String name) {
    return resolve(pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
  }

  /** The items of an array. */
  public List<OpenApiNode> items() {
    List<OpenApiNode> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(resolve(pointer + "/" + i));
    }
    return items;
  }

  /** Visits the members of an object. */
  public void members(BiConsumer<String, OpenApiNode> visitor) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      visitor.accept(member.getKey(), child(member.getKey()));
    }
  }

  /** The names of the members of an object. */
  public Stream<String> names() {
    return node.properties().stream().map(Map.Entry::getKey);
  }

  public boolean exists() {
    return !node.isMissingNode();
  }

  /** The value as text; empty if there is none. */
  public String text() {
    return node.isMissingNode() ? "" : node.asString();
  }

  /** The target of a reference that has siblings. */
  public OpenApiNode referenced() {
    return resolve(node.path("$ref").asString().substring(1));
  }

  private OpenApiNode resolve(String pointer) {
    OpenApiNode resolved = new OpenApiNode(document, pointer, document.at(pointer));
    return resolved.node.has("$ref") && resolved.node.size() == 1
        ? resolved.referenced()
        : resolved;
  }
}
