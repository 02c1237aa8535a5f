package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.LoginMethod;
import dev.letterbox.shared.config.LoginSetting;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.LoginMethods;
import dev.letterbox.shared.security.LoginThrottle;
import dev.letterbox.testing.support.recording.RecordedLog;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LoginMechanismTest {

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final List<Integer> statuses = new ArrayList<>();
  private final LoginMechanism mechanism =
      new LoginMechanism(
          credential -> new CredentialValidationResult("bob", Set.of("user")),
          new SessionCookieAuthenticator(),
          new LoginMethods(new AllLoginMethodsSettings()),
          new LoginThrottle(new AllLoginMethodsSettings(), new Clock()),
          new AllLoginMethodsSettings());

  private static final class AllLoginMethodsSettings extends Settings {
    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(Setting<T> setting) {
      Object value =
          setting == LoginSetting.LOGIN_METHODS
              ? Set.of(LoginMethod.values())
              : setting == Setting.CLIENT_ADDRESS_HEADER ? "" : 0;
      return (T) value;
    }
  }

  /** A stub of these methods; all others return null. */
  private static <T> T stub(Class<T> type, Map<String, Function<Object[], Object>> methods) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                methods.getOrDefault(method.getName(), ignored -> null).apply(arguments)));
  }

  private AuthenticationStatus logIn() {
    HttpServletRequest request =
        stub(
            HttpServletRequest.class,
            Map.of(
                "getHeaders",
                arguments ->
                    Collections.enumeration(
                        arguments[0].equals("Authorization")
                            ? List.of("Basic Ym9iOmRlbW8=")
                            : List.of()),
                "getInputStream",
                arguments -> new StalledInputStream()));
    HttpServletResponse response =
        stub(
            HttpServletResponse.class,
            Map.of(
                "setStatus",
                arguments -> statuses.add((Integer) arguments[0]),
                "getOutputStream",
                arguments -> new CapturingOutputStream(body)));
    HttpMessageContext context =
        stub(
            HttpMessageContext.class,
            Map.of(
                "notifyContainerAboutLogin",
                arguments -> {
                  throw new IllegalStateException("ELY01177: Authorization failed.");
                }));
    return mechanism.validateRequest(request, response, context);
  }

  @Test
  void server_that_rejects_callers_is_logged_once_and_responds_503_without_waiting() {
    List<String> severe;
    try (RecordedLog log = new RecordedLog(LoginMechanism.class)) {
      assertEquals(AuthenticationStatus.SEND_FAILURE, logIn());
      assertEquals(AuthenticationStatus.SEND_FAILURE, logIn());
      severe = log.lines().stream().filter(line -> line.startsWith("SEVERE")).toList();
    }
    assertEquals(List.of(503, 503), statuses);
    assertEquals(1, severe.size());
    assertTrue(severe.get(0).contains("integrated-jaspi=false"), severe.get(0));
    String responseBody = body.toString(StandardCharsets.UTF_8);
    assertTrue(responseBody.contains("\"status\":503"), responseBody);
    assertFalse(responseBody.contains("ELY01177"), responseBody);
  }

  /** A body that was announced and never arrives: a read would block. */
  private static final class StalledInputStream extends ServletInputStream {

    @Override
    public int available() {
      return 0;
    }

    @Override
    public int read() {
      throw new AssertionError("The read would block");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return read();
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return false;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new AssertionError("Not asynchronous");
    }
  }

  private static final class CapturingOutputStream extends ServletOutputStream {

    private final ByteArrayOutputStream body;

    CapturingOutputStream(ByteArrayOutputStream body) {
      this.body = body;
    }

    @Override
    public void write(int b) {
      body.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new AssertionError("Not asynchronous");
    }
  }
}
