package dev.letterbox.testing.client.contract;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares each answer of the api in a test with the OpenAPI document. */
public final class ContractFilter implements Filter {

  private final OpenApiContract contract;
  private final URI apiBase;
  private final Predicate<String> isDescribed;

  /**
   * @param apiBase address of the api, ends in {@code /}
   * @param isDescribed whether the document describes a path below it
   */
  public ContractFilter(OpenApiContract contract, URI apiBase, Predicate<String> isDescribed) {
    this.contract = contract;
    this.apiBase = apiBase;
    this.isDescribed = isDescribed;
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response response = context.next(request, expected);
    if (request.getURI().startsWith(apiBase.toString())) {
      String path =
          request.getURI().substring(apiBase.toString().length()).replaceAll("[?#].*", "");
      if (isDescribed.test(path)) {
        check(request, path, response);
      }
    }
    return response;
  }

  private void check(FilterableRequestSpecification request, String path, Response response) {
    String method = request.getMethod();
    List<String> violations =
        contract.violations(
            new RecordedExchange(
                method, path, response.statusCode(), headersOf(response), response.asString()));
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "%s %s → %d is not as documented:%n%s%n%s"
              .formatted(
                  method,
                  request.getURI(),
                  response.statusCode(),
                  String.join("\n", violations),
                  response.asString()));
    }
  }

  private static Map<String, List<String>> headersOf(Response response) {
    return response.headers().asList().stream()
        .collect(
            Collectors.groupingBy(
                Header::getName, Collectors.mapping(Header::getValue, Collectors.toList())));
  }
}
