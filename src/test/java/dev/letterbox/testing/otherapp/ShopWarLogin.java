package dev.letterbox.testing.otherapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
import java.util.Set;

/** HTTP Basic without a check of the password. */
@ApplicationScoped
public class ShopWarLogin implements HttpAuthenticationMechanism {

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return context.doNothing();
    }
    byte[] pair = Base64.getDecoder().decode(header.substring("Basic ".length()));
    return context.notifyContainerAboutLogin(new String(pair, UTF_8).split(":", 2)[0], Set.of());
  }
}
