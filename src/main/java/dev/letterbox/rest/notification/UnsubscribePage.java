package dev.letterbox.rest.notification;

import static java.util.stream.Collectors.joining;

import dev.letterbox.api.notification.Unsubscription;
import dev.letterbox.shared.text.EnumNames;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/**
 * The page of the unsubscribe link of a notification, in the language of the browser, without
 * scripts and names of users.
 */
final class UnsubscribePage {

  /** Allows only inline styles and the form of the page. */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

  private static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH);
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="%s">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>%2$s</title>
        <style>
          :root { color-scheme: light dark }
          body { margin: 15vh auto; max-width: 32rem; padding: 0 1rem; font: 1.1rem/1.5 system-ui, sans-serif }
          button { font: inherit; padding: .4rem 1.2rem; cursor: pointer }
        </style>
      </head>
      <body>
      <main>
        <h1>%2$s</h1>
        <p>%3$s</p>
      %4$s</main>
      </body>
      </html>
      """;

  /** A form without an action posts to the URL of its page, which contains the token. */
  private static final String FORM =
      """
        <form method="post">
          <button name="List-Unsubscribe" value="One-Click">%s</button>
        </form>
      """;

  private static final Pattern MARKUP = Pattern.compile("[<>&\"']");

  private final ResourceBundle texts;

  /**
   * @param accepted the header {@code Accept-Language}; null for any language
   */
  UnsubscribePage(String accepted) {
    this.texts =
        ResourceBundle.getBundle(
            UnsubscribePage.class.getPackageName() + ".unsubscribe",
            language(accepted),
            UnsubscribePage.class.getClassLoader(),
            NO_FALLBACK);
  }

  private static Locale language(String accepted) {
    try {
      Locale matched =
          accepted == null ? null : Locale.lookup(LanguageRange.parse(accepted), LANGUAGES);
      return matched == null ? Locale.ENGLISH : matched;
    } catch (IllegalArgumentException e) {
      return Locale.ENGLISH; // the header is not valid
    }
  }

  String confirmation(Unsubscription unsubscription) {
    return page("question", unsubscription, FORM.formatted(texts.getString("button")));
  }

  String result(Unsubscription unsubscription) {
    return page("answer", unsubscription, "");
  }

  private String page(String text, Unsubscription unsubscription, String form) {
    String types =
        unsubscription.types().stream()
            .map(EnumNames::of)
            .map(texts::getString)
            .collect(joining(", "));
    String sentence = texts.getString(text).formatted(types, channel(unsubscription.channel()));
    Locale language = texts.getLocale();
    return PAGE.formatted(
        language.equals(Locale.ROOT) ? Locale.ENGLISH : language,
        texts.getString("title"),
        escape(sentence),
        form);
  }

  private String channel(String name) {
    String key = "channel." + name;
    return texts.containsKey(key) ? texts.getString(key) : name;
  }

  private static String escape(String text) {
    return MARKUP.matcher(text).replaceAll(found -> "&#" + (int) found.group().charAt(0) + ";");
  }
}
