package dev.letterbox.testing.client;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds each answer of the api that a test gets against the OpenAPI document. */
final class ContractFilter implements Filter {

  private final Contract contract;
  private final URI api;

  /**
   * @param api address of the api, ends in {@code /}
   */
  ContractFilter(Contract contract, URI api) {
    this.contract = contract;
    this.api = api;
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response response = context.next(request, expected);
    String uri = request.getURI();
    if (uri.startsWith(api.toString())) {
      String path = uri.substring(api.toString().length()).replaceAll("[?#].*", "");
      List<String> violations =
          contract.violations(
              new Exchange(
                  request.getMethod(),
                  path,
                  response.statusCode(),
                  headersOf(response),
                  response.asString()));
      if (!violations.isEmpty()) {
        throw new AssertionError(
            "%s %s → %d is not as documented:%n%s%n%s"
                .formatted(
                    request.getMethod(),
                    uri,
                    response.statusCode(),
                    String.join("\n", violations),
                    response.asString()));
      }
    }
    return response;
  }

  private static Map<String, List<String>> headersOf(Response response) {
    return response.headers().asList().stream()
        .collect(
            Collectors.groupingBy(
                Header::getName, Collectors.mapping(Header::getValue, Collectors.toList())));
  }
}
