package dev.letterbox.mail;

import dev.letterbox.api.spi.DeliveryFailedException;
import jakarta.mail.Address;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * What a mail server says that it can do. Jakarta Mail has no method for that, but its transport
 * for SMTP has one on each server.
 */
final class SmtpCapabilities {

  private SmtpCapabilities() {}

  /** Whether the server takes addresses with letters that are not ASCII (RFC 6531). */
  static boolean supportsUtf8(Transport connected) {
    try {
      return (boolean)
          connected
              .getClass()
              .getMethod("supportsExtension", String.class)
              .invoke(connected, "SMTPUTF8");
    } catch (ReflectiveOperationException e) {
      throw DeliveryFailedException.permanentFailure(
          "The e-mail address: " + connected.getClass().getName() + " sends to ASCII only", e);
    }
  }

  /** Final, unless it is the sender of the mail whom the server does not take. */
  static DeliveryFailedException utf8Unsupported(Address[] recipients) {
    boolean isSenderAddress =
        Stream.of(recipients)
            .map(address -> ((InternetAddress) address).getAddress())
            .allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode);
    String text =
        " has other than ASCII letters before the @, and the mail server does not take such"
            + " addresses (SMTPUTF8)";
    return isSenderAddress
        ? DeliveryFailedException.transientFailure("The sender" + text, null)
        : DeliveryFailedException.permanentFailure("The e-mail address" + text, null);
  }
}
