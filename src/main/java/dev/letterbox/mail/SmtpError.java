package dev.letterbox.mail;

import dev.letterbox.api.spi.DeliveryFailedException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Classifies a failure by the reply of the mail server (RFC 5321): 5xx is permanent, 4xx is
 * transient, and so is a broken connection.
 *
 * @param reply code and text without addresses; empty if the server sent none
 */
record SmtpError(String reply, MessagingException thrown) {

  /** Jakarta Mail puts a text of its own before the reply to a connection attempt. */
  private static final Pattern REPLY =
      Pattern.compile("(?s)(?:\\s*|.*, response: )([245]\\d\\d[ -].*)");

  /** Addresses of visitors must not be logged. */
  private static final Pattern ADDRESS = Pattern.compile("<?[^\\s<>,;:]+@[^\\s<>,;:]+>?");

  private static final String NO_CONNECTION_TEXT = "No connection to the mail server: ";
  private static final String SERVICE_CLOSING = "421";
  private static final Pattern TOO_MANY = Pattern.compile("(?i)\\btoo many\\b");
  private static final Set<String> AUTHENTICATION_REPLY_CODES = Set.of("530", "534", "535", "538");
  private static final int REPLY_CODE_LENGTH = 3;

  static SmtpError of(MessagingException thrown) {
    String reply =
        causes(thrown)
            .map(Throwable::getMessage)
            .filter(Objects::nonNull)
            .map(REPLY::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .reduce((first, last) -> last) // the innermost: about the address, not the e-mail
            .orElse("");
    return new SmtpError(
        HeaderSanitizer.sanitize(ADDRESS.matcher(reply).replaceAll("<address>")), thrown);
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    Set<Throwable> all = new LinkedHashSet<>();
    Throwable next = thrown;
    while (next != null && all.add(next)) {
      next =
          next instanceof MessagingException mail && mail.getNextException() != null
              ? mail.getNextException()
              : next.getCause();
    }
    return all.stream();
  }

  /** Whether the connection is unusable. */
  boolean isConnectionError() {
    return reply.isEmpty() || reply.startsWith(SERVICE_CLOSING);
  }

  /** Whether a new connection may work: the connection broke, but not by a timeout. */
  boolean isRetryableOnNewConnection() {
    return isConnectionError()
        && causes(thrown).noneMatch(SocketTimeoutException.class::isInstance);
  }

  /** For a refused connection: whether the reason may be the number of connections. */
  boolean isConnectionLimit() {
    return reply.startsWith("4") || TOO_MANY.matcher(reply).find();
  }

  /** The failure of an e-mail on an open connection. */
  DeliveryFailedException toSendFailure() {
    if (isConnectionError()) {
      return DeliveryFailedException.transientFailure(
          "The connection to the mail server broke: " + reason(), thrown);
    }
    String text = "The mail server refuses: " + reply;
    if (isAuthenticationError()) {
      return DeliveryFailedException.channelUnavailable(text, thrown);
    }
    return reply.startsWith("5")
        ? DeliveryFailedException.permanentFailure(text, thrown)
        : DeliveryFailedException.transientFailure(text, thrown);
  }

  /** A missing or wrong log-in, which affects all e-mails. */
  private boolean isAuthenticationError() {
    return AUTHENTICATION_REPLY_CODES.contains(reply.substring(0, REPLY_CODE_LENGTH));
  }

  /** The failure to open a connection. */
  DeliveryFailedException toConnectFailure() {
    String prefix =
        thrown instanceof AuthenticationFailedException
            ? "The log-in to the mail server failed: "
            : NO_CONNECTION_TEXT;
    return DeliveryFailedException.channelUnavailable(prefix + reason(), thrown);
  }

  private String reason() {
    return Optional.of(reply)
        .filter(text -> text.length() > REPLY_CODE_LENGTH)
        .orElseGet(
            () -> HeaderSanitizer.sanitize(ADDRESS.matcher(lastMessage()).replaceAll("<address>")));
  }

  private String lastMessage() {
    return causes(thrown)
        .map(cause -> cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage())
        .reduce((first, last) -> last)
        .orElse("");
  }
}
