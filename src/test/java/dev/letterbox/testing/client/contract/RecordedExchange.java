package dev.letterbox.testing.client.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request and its answer.
 *
 * @param method HTTP method
 * @param path below {@code api/} as sent, without the query
 * @param status status of the answer
 * @param headers headers of the answer, whose names ignore case
 * @param body body of the answer
 */
public record RecordedExchange(
    String method, String path, int status, Map<String, List<String>> headers, String body) {

  public RecordedExchange {
    Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The media type of the answer without parameters; empty if there is none. */
  String mediaType() {
    return header("Content-Type").stream().findFirst().orElse("").replaceAll("\\s*;.*", "");
  }
}
