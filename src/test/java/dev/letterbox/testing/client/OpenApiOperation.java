package dev.letterbox.testing.client;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A route as the OpenAPI document describes it.
 *
 * @param method HTTP method
 * @param path template below {@code api/}
 * @param pathItem the path, with what all of its methods share
 * @param definition the description
 */
public record OpenApiOperation(
    String method, String path, OpenApiNode pathItem, OpenApiNode definition) {

  /** The media type of server-sent events. */
  public static final String STREAM = "text/event-stream";

  /** The parameters in one place: {@code query}, {@code path}, {@code header}. */
  public List<OpenApiNode> parameters(String location) {
    List<OpenApiNode> parameters = new ArrayList<>(pathItem.child("parameters").items());
    parameters.addAll(definition.child("parameters").items());
    return parameters.stream()
        .filter(parameter -> parameter.child("in").text().equals(location))
        .collect(Collectors.toList());
  }

  /** The schema of the body; missing when it takes none. */
  public OpenApiNode bodySchema() {
    return definition
        .child("requestBody")
        .child("content")
        .child("application/json")
        .child("schema");
  }

  public boolean hasBody() {
    return definition.child("requestBody").exists();
  }

  /** An example of a body. */
  public OpenApiNode bodyExample() {
    return definition
        .child("requestBody")
        .child("content")
        .child("application/json")
        .child("example");
  }

  /** Whether its answer goes on until somebody ends it. */
  public boolean isStream() {
    return response(200).child("content").child(STREAM).exists();
  }

  OpenApiNode response(int status) {
    return definition.child("responses").child(Integer.toString(status));
  }

  /** The statuses that it may answer with. */
  public List<Integer> statuses() {
    return definition.child("responses").names().map(Integer::valueOf).toList();
  }

  /** The ways to log in, each with the role that is needed. */
  public List<OpenApiNode> security() {
    OpenApiNode declared = definition.child("security");
    return (declared.exists()
            ? declared
            : OpenApiNode.rootOf(definition.document()).child("security"))
        .items();
  }

  /** The role that is needed, or that it is open to anybody. */
  public String role() {
    if (security().isEmpty()) {
      return ApiRoute.ANONYMOUS;
    }
    return security().stream()
        .flatMap(
            requirement ->
                requirement.names().flatMap(scheme -> requirement.child(scheme).items().stream()))
        .map(OpenApiNode::text)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(","));
  }

  /** Whether a path is one of this template; one with a slash at the end is, too. */
  boolean matches(String requestPath) {
    String pattern =
        Stream.of(path.split("/"))
            .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
            .collect(Collectors.joining("/"));
    return requestPath.matches(pattern + "/?");
  }

  /** More exact templates first: {@code messages/peek} before {@code messages/{id}}. */
  int variables() {
    Predicate<String> variable = part -> part.startsWith("{");
    return (int) Stream.of(path.split("/")).filter(variable).count();
  }
}
