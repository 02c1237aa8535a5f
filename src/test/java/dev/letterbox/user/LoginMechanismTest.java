package dev.letterbox.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.shared.LogInWays;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
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
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LoginMechanismTest {

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final List<Integer> statuses = new ArrayList<>();
  private final LoginMechanism mechanism =
      new LoginMechanism(
          credential -> new CredentialValidationResult("bob", Set.of("user")),
          new CookieLogIn(),
          new LogInWays(new Defaults()));

  private static final class Defaults extends Settings {
    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(Setting<T> setting) {
      return (T) Set.of(Setting.LogIn.values());
    }
  }

  /** An object that knows these methods only; all others answer null. */
  private static <T> T object(Class<T> type, Map<String, Function<Object[], Object>> methods) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                methods.getOrDefault(method.getName(), all -> null).apply(arguments)));
  }

  private AuthenticationStatus logIn() {
    HttpServletRequest request =
        object(
            HttpServletRequest.class,
            Map.of(
                "getHeaders",
                all ->
                    Collections.enumeration(
                        all[0].equals("Authorization") ? List.of("Basic Ym9iOmRlbW8=") : List.of()),
                "getInputStream",
                all -> new StalledBody()));
    HttpServletResponse response =
        object(
            HttpServletResponse.class,
            Map.of(
                "setStatus",
                all -> statuses.add((Integer) all[0]),
                "getOutputStream",
                all -> new Written(body)));
    HttpMessageContext context =
        object(
            HttpMessageContext.class,
            Map.of(
                "notifyContainerAboutLogin",
                all -> {
                  throw new IllegalStateException("ELY01177: Authorization failed.");
                }));
    return mechanism.validateRequest(request, response, context);
  }

  @Test
  void server_that_does_not_accept_callers_is_told_of_once_and_answers_503_without_waiting() {
    List<String> severe = new ArrayList<>();
    Logger logger = Logger.getLogger(LoginMechanism.class.getName());
    Handler handler = new Severe(severe);
    logger.addHandler(handler);
    try {
      assertEquals(AuthenticationStatus.SEND_FAILURE, logIn());
      assertEquals(AuthenticationStatus.SEND_FAILURE, logIn());
    } finally {
      logger.removeHandler(handler);
    }
    assertEquals(List.of(503, 503), statuses);
    assertEquals(1, severe.size());
    assertTrue(severe.get(0).contains("integrated-jaspi=false"), severe.get(0));
    String answer = body.toString(StandardCharsets.UTF_8);
    assertTrue(answer.contains("\"status\":503"), answer);
    assertFalse(answer.contains("ELY01177"), answer);
  }

  /** A body that was announced and never comes: whoever reads it waits for ever. */
  private static final class StalledBody extends ServletInputStream {

    @Override
    public int available() {
      return 0;
    }

    @Override
    public int read() {
      throw new AssertionError("Would wait for ever");
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
      throw new AssertionError("Nobody is told");
    }
  }

  private static final class Written extends ServletOutputStream {

    private final ByteArrayOutputStream body;

    Written(ByteArrayOutputStream body) {
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
      throw new AssertionError("Nobody is told");
    }
  }

  /** Collects what is severe. */
  private static final class Severe extends Handler {

    private final List<String> messages;

    Severe(List<String> messages) {
      this.messages = messages;
    }

    @Override
    public void publish(LogRecord record) {
      if (record.getLevel().equals(Level.SEVERE)) {
        messages.add(record.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
