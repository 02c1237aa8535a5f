package dev.letterbox.api.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestViewTest {

  private static HttpServletRequest request(String context, String path, MappingMatch match) {
    Map<String, Object> attributes = new HashMap<>();
    HttpServletMapping mapping =
        (HttpServletMapping)
            Proxy.newProxyInstance(
                RequestViewTest.class.getClassLoader(),
                new Class<?>[] {HttpServletMapping.class},
                (proxy, method, arguments) -> match);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            RequestViewTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContextPath" -> context;
                  case "getServletPath" -> path;
                  case "getHttpServletMapping" -> mapping;
                  case "getAttribute" -> attributes.get(arguments[0].toString());
                  case "setAttribute" -> attributes.put(arguments[0].toString(), arguments[1]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Test
  void explicit_view_overrides_the_servlet_path() {
    HttpServletRequest request = request("/shop", "/api", MappingMatch.PATH);
    assertEquals("shop:/api", RequestView.of(request));
    RequestView.set(request, "OrdersResource.ship");
    assertEquals("shop:OrdersResource.ship", RequestView.of(request));
    request.setAttribute(RequestAttributes.VIEW, "demo:index");
    assertEquals("demo:index", RequestView.of(request));
  }

  @Test
  void view_is_the_servlet_path_except_for_the_default_servlet() {
    assertEquals(
        "shop:/orders.xhtml",
        RequestView.of(request("/shop", "/orders.xhtml", MappingMatch.EXTENSION)));
    assertEquals("shop:/", RequestView.of(request("/shop", "/orders/17", MappingMatch.DEFAULT)));
    assertEquals("shop:/", RequestView.of(request("/shop", "", MappingMatch.PATH)));
  }

  @Test
  void view_of_the_root_application_has_no_prefix() {
    assertEquals("/orders", RequestView.of(request("", "/orders", MappingMatch.PATH)));
  }

  @Test
  void view_is_sanitized_and_truncated() {
    String odd = "/a\n\u2028\u0000b" + "x".repeat(243) + "\ud83d\ude00 and more";
    String view = RequestView.of(request("/shop", odd, MappingMatch.EXTENSION));
    assertEquals("shop:/a???b" + "x".repeat(243) + "?", view);
  }
}
