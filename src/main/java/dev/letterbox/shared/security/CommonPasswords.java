package dev.letterbox.shared.security;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import me.gosimple.nbvcxz.resources.DictionaryUtil;

/** Well-known passwords, which attackers try first: some 50,000 of nbvcxz. */
public final class CommonPasswords {

  /** Shorter ones are refused for their length. */
  private static final int MIN_LENGTH = 8;

  private static final Set<String> PASSWORDS =
      DictionaryUtil.loadRankedDictionary(DictionaryUtil.passwords).keySet().stream()
          .filter(password -> password.length() >= MIN_LENGTH)
          .collect(Collectors.toUnmodifiableSet());

  private CommonPasswords() {}

  /** Whether this is one of them, in any case. */
  public static boolean contains(String password) {
    return PASSWORDS.contains(password.toLowerCase(Locale.ROOT));
  }
}
