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
 * @param answer the server's, without addresses; empty when there was none
 */
record Refusal(String answer, MessagingException thrown) {

  /** A greeting that is none comes with words of Jakarta Mail before it. */
  private static final Pattern ANSWER =
      Pattern.compile("(?s)(?:\\s*|.*, response: )([245]\\d\\d[ -].*)");

  /** Visitors' addresses get into no log. */
  private static final Pattern ADDRESS = Pattern.compile("<?[^\\s<>,;:]+@[^\\s<>,;:]+>?");

  private static final String NO_CONNECTION = "There is no connection to the mail server: ";
  private static final String CLOSING = "421";
  private static final Pattern TOO_MANY = Pattern.compile("(?i)\\btoo many\\b");
  private static final Set<String> OF_LOG_IN = Set.of("530", "534", "535", "538");
  private static final int LENGTH_OF_NUMBER = 3;

  static Refusal of(MessagingException thrown) {
    String answer =
        causes(thrown)
            .map(Throwable::getMessage)
            .filter(Objects::nonNull)
            .map(ANSWER::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .reduce((first, last) -> last) // of an address, inside that of the mail
            .orElse("");
    return new Refusal(HeaderText.of(ADDRESS.matcher(answer).replaceAll("<address>")), thrown);
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
  boolean isOfConnection() {
    return answer.isEmpty() || answer.startsWith(CLOSING);
  }

  /** Whether a server that is alive should answer at once on another connection. */
  boolean isOfThisConnectionOnly() {
    return isOfConnection() && causes(thrown).noneMatch(SocketTimeoutException.class::isInstance);
  }

  /** Whether the server takes no more connections at the moment, or may not. */
  boolean isOfTooMany() {
    return answer.startsWith("4") || TOO_MANY.matcher(answer).find();
  }

  /** When a mail was being sent. */
  DeliveryFailedException whileSending() {
    if (isOfConnection()) {
      return DeliveryFailedException.passing(
          "The connection to the mail server broke: " + reason(), thrown);
    }
    String text = "The mail server refuses: " + answer;
    if (isOfLogIn()) {
      return DeliveryFailedException.unavailable(text, thrown);
    }
    return answer.startsWith("5")
        ? DeliveryFailedException.permanent(text, thrown)
        : DeliveryFailedException.passing(text, thrown);
  }

  /** Whether it wants a log-in, or another one: that is nobody's fault who is written to. */
  private boolean isOfLogIn() {
    return OF_LOG_IN.contains(answer.substring(0, LENGTH_OF_NUMBER));
  }

  /** When there was no connection as yet. */
  DeliveryFailedException whileConnecting() {
    String what =
        thrown instanceof AuthenticationFailedException
            ? "The mail server does not let Letterbox in: "
            : NO_CONNECTION;
    return DeliveryFailedException.unavailable(what + reason(), thrown);
  }

  /** When a connection was closed just before, so that the server may well take another one. */
  DeliveryFailedException whileReplacing() {
    return DeliveryFailedException.passing(NO_CONNECTION + reason(), thrown);
  }

  private String reason() {
    return Optional.of(answer)
        .filter(text -> text.length() > LENGTH_OF_NUMBER)
        .orElseGet(() -> HeaderText.of(ADDRESS.matcher(lastText()).replaceAll("<address>")));
  }

  private String lastText() {
    return causes(thrown)
        .map(cause -> cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage())
        .reduce((first, last) -> last)
        .orElse("");
  }
}
