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
 * @param item the path, with what all of its methods share
 * @param place the description
 */
public record Operation(String method, String path, Place item, Place place) {

  /** The media type of server-sent events. */
  public static final String STREAM = "text/event-stream";

  /** The parameters in one place: {@code query}, {@code path}, {@code header}. */
  public List<Place> parameters(String in) {
    List<Place> parameters = new ArrayList<>(item.at("parameters").items());
    parameters.addAll(place.at("parameters").items());
    return parameters.stream()
        .filter(parameter -> parameter.at("in").text().equals(in))
        .collect(Collectors.toList());
  }

  /** The schema of the body; missing when it takes none. */
  public Place bodySchema() {
    return place.at("requestBody").at("content").at("application/json").at("schema");
  }

  public boolean hasBody() {
    return place.at("requestBody").isThere();
  }

  /** An example of a body. */
  public Place bodyExample() {
    return place.at("requestBody").at("content").at("application/json").at("example");
  }

  /** Whether its answer goes on until somebody ends it. */
  public boolean isStream() {
    return response(200).at("content").at(STREAM).isThere();
  }

  Place response(int status) {
    return place.at("responses").at(Integer.toString(status));
  }

  /** The statuses that it may answer with. */
  public List<Integer> statuses() {
    return place.at("responses").names().map(Integer::valueOf).toList();
  }

  /** The ways to log in, each with the role that is needed. */
  public List<Place> security() {
    Place own = place.at("security");
    return (own.isThere() ? own : Place.rootOf(place.document()).at("security")).items();
  }

  /** The role that is needed, or that it is open to anybody. */
  public String role() {
    if (security().isEmpty()) {
      return Route.ANYBODY;
    }
    return security().stream()
        .flatMap(way -> way.names().flatMap(scheme -> way.at(scheme).items().stream()))
        .map(Place::text)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(","));
  }

  /** Whether a path is one of this template; one with a slash at the end is, too. */
  boolean matches(String sent) {
    String pattern =
        Stream.of(path.split("/"))
            .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
            .collect(Collectors.joining("/"));
    return sent.matches(pattern + "/?");
  }

  /** More exact templates first: {@code messages/peek} before {@code messages/{id}}. */
  int variables() {
    Predicate<String> variable = part -> part.startsWith("{");
    return (int) Stream.of(path.split("/")).filter(variable).count();
  }
}
