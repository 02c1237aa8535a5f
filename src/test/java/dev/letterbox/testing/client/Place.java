package dev.letterbox.testing.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A place in the OpenAPI document, behind all references that lead there.
 *
 * @param document the whole
 * @param pointer where it is (RFC 6901)
 * @param node what is there; a missing node where nothing is
 */
public record Place(JsonNode document, String pointer, JsonNode node) {

  static Place rootOf(JsonNode document) {
    return new Place(document, "", document);
  }

  /** The member of this name. */
  public Place at(String name) {
    return there(pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
  }

  /** The items of this array. */
  public List<Place> items() {
    List<Place> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(there(pointer + "/" + i));
    }
    return items;
  }

  /** Goes through the members of this object. */
  public void members(BiConsumer<String, Place> visitor) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      visitor.accept(member.getKey(), at(member.getKey()));
    }
  }

  /** The names of the members of this object. */
  public Stream<String> names() {
    return node.properties().stream().map(Map.Entry::getKey);
  }

  public boolean isThere() {
    return !node.isMissingNode();
  }

  /** A text; empty when there is none. */
  public String text() {
    return node.isMissingNode() ? "" : node.asString();
  }

  /** Where the reference of a schema leads that has other members beside it. */
  public Place referred() {
    return there(node.path("$ref").asString().substring(1));
  }

  private Place there(String pointer) {
    Place found = new Place(document, pointer, document.at(pointer));
    return found.node.has("$ref") && found.node.size() == 1 ? found.referred() : found;
  }
}
