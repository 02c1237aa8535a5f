package dev.letterbox.rest;

import dev.letterbox.api.Unsubscription;
import java.util.regex.Pattern;

/** The page that a link in a notification leads to; it needs no script, and names nobody. */
final class UnsubscribePage {

  /** What a browser may do with it: show it, and send its form. */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>Notifications</title>
        <style>
          body { margin: 15vh auto; max-width: 32rem; padding: 0 1rem; font: 1.1rem/1.5 system-ui, sans-serif; color-scheme: light dark }
          button { font: inherit; padding: .4rem 1.2rem; cursor: pointer }
        </style>
      </head>
      <body>
      <main>
        <h1>Notifications</h1>
      %s</main>
      </body>
      </html>
      """;

  /** A form without an address goes to that of its page, token included. */
  private static final String QUESTION =
      """
        <p>You get %s by %s. Shall that end?</p>
        <form method="post">
          <button name="List-Unsubscribe" value="One-Click">Unsubscribe</button>
        </form>
      """;

  private static final String ANSWER =
      """
        <p>You will not get %s by %s any more. You can choose otherwise in your preferences.</p>
      """;

  private static final Pattern MARKUP = Pattern.compile("[<>&\"']");

  private UnsubscribePage() {}

  static String asking(Unsubscription wanted) {
    return page(QUESTION, wanted);
  }

  static String done(Unsubscription unwanted) {
    return page(ANSWER, unwanted);
  }

  private static String page(String text, Unsubscription unsubscription) {
    return PAGE.formatted(
        text.formatted(what(unsubscription), escaped(channel(unsubscription.channel()))));
  }

  private static String what(Unsubscription unsubscription) {
    return switch (unsubscription.label()) {
      case MESSAGE -> "notifications of messages";
      case REPLY -> "notifications of replies";
      case REJECTION -> "notifications of rejected messages";
      case NOTICE -> "notices";
      case BROADCAST -> "broadcasts";
    };
  }

  private static String channel(String name) {
    return name.equals("email") ? "e-mail" : name;
  }

  private static String escaped(String text) {
    return MARKUP.matcher(text).replaceAll(found -> "&#" + (int) found.group().charAt(0) + ";");
  }
}
