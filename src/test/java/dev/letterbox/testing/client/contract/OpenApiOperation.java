package dev.letterbox.testing.client.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An operation of the OpenAPI document.
 *
 * @param method HTTP method
 * @param path template below {@code api/}
 * @param pathItem the path item, which contains what its methods share
 * @param definition the operation object
 */
public record OpenApiOperation(
    String method, String path, OpenApiNode pathItem, OpenApiNode definition) {

  /** The media type of server-sent events. */
  public static final String STREAM = "text/event-stream";

  /** The parameters of a location: {@code query}, {@code path} or {@code header}. */
  public List<OpenApiNode> parameters(String location) {
    List<OpenApiNode> parameters = new ArrayList<>(pathItem.child("parameters").items());
    parameters.addAll(definition.child("parameters").items());
    return parameters.stream()
        .filter(parameter -> parameter.child("in").text().equals(location))
        .collect(Collectors.toList());
  }

  /** The schema of the body; missing if there is no body. */
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

  /** The example of the body. */
  public OpenApiNode bodyExample() {
    return definition
        .child("requestBody")
        .child("content")
        .child("application/json")
        .child("example");
  }

  /** Whether the answer is an endless stream. */
  public boolean isStream() {
    return response(200).child("content").child(STREAM).exists();
  }

  OpenApiNode response(int status) {
    return definition.child("responses").child(Integer.toString(status));
  }

  /** The documented statuses. */
  public List<Integer> statuses() {
    return definition.child("responses").names().map(Integer::valueOf).toList();
  }

  /** The alternatives of the log-in, each with its required role. */
  public List<OpenApiNode> security() {
    OpenApiNode declared = definition.child("security");
    return (declared.exists()
            ? declared
            : OpenApiNode.rootOf(definition.document()).child("security"))
        .items();
  }

  /** The required role, or that the operation is public. */
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

  /** Whether a path matches the template, with or without a slash at its end. */
  boolean matches(String requestPath) {
    String[] expected = path.split("/", -1);
    String[] actual = requestPath.replaceFirst("(?<=[^/])/$", "").split("/", -1);
    return expected.length == actual.length
        && IntStream.range(0, expected.length)
            .allMatch(
                i ->
                    expected[i].startsWith("{")
                        ? !actual[i].isEmpty()
                        : expected[i].equals(actual[i]));
  }

  /** The number of variables; of two matching templates, the one with fewer applies. */
  public int variables() {
    Predicate<String> variable = part -> part.startsWith("{");
    return (int) Stream.of(path.split("/")).filter(variable).count();
  }
}
