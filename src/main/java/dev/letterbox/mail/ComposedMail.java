package dev.letterbox.mail;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mail that is ready to be sent.
 *
 * @param id what stands before the {@code @} of its Message-ID
 * @param from whom it shows as its sender
 * @param to who gets it
 * @param content what it says
 * @param language of what it says, as a BCP 47 tag
 * @param headers other headers by name, in their order; values are one line each
 */
record ComposedMail(
    String id,
    MailAddress from,
    MailAddress to,
    TemplateRenderer.RenderedMail content,
    String language,
    Map<String, String> headers) {

  ComposedMail {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The first header of each name, in their order; names are the same in any case (RFC 5322). */
  static Map<String, String> firstOfEachName(List<Map<String, String>> headers) {
    Map<String, String> first = new LinkedHashMap<>();
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Map<String, String> headerSet : headers) {
      headerSet.forEach(
          (name, value) -> {
            if (names.add(name)) {
              first.put(name, value);
            }
          });
    }
    return first;
  }
}
