package dev.letterbox.shared.security;

import dev.letterbox.shared.config.LoginMethod;
import dev.letterbox.shared.config.LoginSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/** The enabled methods of log-in and their challenges. */
@ApplicationScoped
public class LoginMethods {

  /** A challenge for which no browser prompts for a password. */
  public static final String SESSION_CHALLENGE = "Session realm=\"Letterbox\"";

  private static final String BASIC_CHALLENGE = "Basic realm=\"Letterbox\", charset=\"UTF-8\"";
  private static final String BEARER_CHALLENGE = "Bearer realm=\"Letterbox\"";

  private Settings settings;

  /** For CDI proxies. */
  LoginMethods() {}

  @Inject
  public LoginMethods(Settings settings) {
    this.settings = settings;
  }

  public boolean isEnabled(LoginMethod method) {
    return settings.get(LoginSetting.LOGIN_METHODS).contains(method);
  }

  /** The error text for a caller without log-in. */
  public String loginHint() {
    List<String> methods = new ArrayList<>();
    if (isEnabled(LoginMethod.BASIC)) {
      methods.add("by HTTP Basic");
    }
    if (isEnabled(LoginMethod.BEARER)) {
      methods.add("with a bearer token");
    }
    return "Log in " + (methods.isEmpty() ? "by POST session" : String.join(" or ", methods)) + ".";
  }

  /**
   * The {@code WWW-Authenticate} headers of the response to a request, at least one. Without HTTP
   * Basic for a script in a page, because the browser would prompt for a password.
   */
  public List<String> challenges(HttpServletRequest request) {
    List<String> challenges = new ArrayList<>();
    if (isEnabled(LoginMethod.BASIC) && !isFromScript(request)) {
      challenges.add(BASIC_CHALLENGE);
    }
    if (isEnabled(LoginMethod.BEARER)) {
      challenges.add(BEARER_CHALLENGE);
    }
    return challenges.isEmpty() ? List.of(SESSION_CHALLENGE) : List.copyOf(challenges);
  }

  private static boolean isFromScript(HttpServletRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    return (mode != null && !mode.equals("navigate")) || !SessionCookie.valuesIn(request).isEmpty();
  }
}
