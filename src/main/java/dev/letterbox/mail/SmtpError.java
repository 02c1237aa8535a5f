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
 * Why a mail was not taken, told from what the mail server answered (RFC 5321). A number that
 * begins with 5 is final, for this mail; one with 4 passes, and so does a connection that breaks.
 *
 * @param reply the server's, without addresses; empty when there was none
 */
record SmtpError(String reply, MessagingException thrown) {

  /** A greeting that is none comes with words of Jakarta Mail before it. */
  private static final Pattern REPLY =
      Pattern.compile("(?s)(?:\\s*|.*, response: )([245]\\d\\d[ -].*)");

  /** Visitors' addresses get into no log. */
  private static final Pattern ADDRESS = Pattern.compile("<?[^\\s<>,;:]+@[^\\s<>,;:]+>?");

  private static final String NO_CONNECTION_TEXT = "There is no connection to the mail server: ";
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
            .reduce((first, last) -> last) // of an address, inside that of the mail
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

  /** Whether there is no use in this connection any more. */
  boolean isConnectionError() {
    return reply.isEmpty() || reply.startsWith(SERVICE_CLOSING);
  }

  /** Whether a server that is alive should answer at once on another connection. */
  boolean isRetryableOnNewConnection() {
    return isConnectionError()
        && causes(thrown).noneMatch(SocketTimeoutException.class::isInstance);
  }

  /** Whether the server takes no more connections at the moment, or may not. */
  boolean isConnectionLimit() {
    return reply.startsWith("4") || TOO_MANY.matcher(reply).find();
  }

  /** When a mail was being sent. */
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

  /** Whether it wants a log-in, or another one: that is nobody's fault who is written to. */
  private boolean isAuthenticationError() {
    return AUTHENTICATION_REPLY_CODES.contains(reply.substring(0, REPLY_CODE_LENGTH));
  }

  /** When there was no connection as yet. */
  DeliveryFailedException toConnectFailure() {
    String prefix =
        thrown instanceof AuthenticationFailedException
            ? "The mail server does not let Letterbox in: "
            : NO_CONNECTION_TEXT;
    return DeliveryFailedException.channelUnavailable(prefix + reason(), thrown);
  }

  /** When a connection was closed just before, so that the server may well take another one. */
  DeliveryFailedException toReplaceFailure() {
    return DeliveryFailedException.transientFailure(NO_CONNECTION_TEXT + reason(), thrown);
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
