package dev.letterbox.mail;

import java.util.Map;

/**
 * A mail that is ready to be sent.
 *
 * @param id what stands before the {@code @} of its Message-ID
 * @param from whom it shows as its sender
 * @param to who gets it
 * @param written what it says
 * @param language of what it says, as a BCP 47 tag
 * @param headers other headers by name, in their order; values are one line each
 */
record Mail(
    String id,
    MailAddress from,
    MailAddress to,
    Templates.Written written,
    String language,
    Map<String, String> headers) {

  Mail {
    headers = Map.copyOf(headers);
  }
}
