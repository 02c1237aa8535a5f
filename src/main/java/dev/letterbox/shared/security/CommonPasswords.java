package dev.letterbox.shared.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Well-known passwords of 8 and more characters, which attackers try first. */
public final class CommonPasswords {

  private static final String RESOURCE = "common-passwords.txt";
  private static final Set<String> PASSWORDS = load();

  private CommonPasswords() {}

  /** Whether this is one of them, in any case. */
  public static boolean contains(String password) {
    return PASSWORDS.contains(password.toLowerCase(Locale.ROOT));
  }

  private static Set<String> load() {
    try (InputStream stream = CommonPasswords.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
