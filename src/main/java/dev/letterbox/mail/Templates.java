package dev.letterbox.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.samskivert.mustache.Mustache;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fills in the templates of mails, in the language of the reader. */
@ApplicationScoped
class Templates {

  private static final int MOST_LANGUAGES = 1_000;

  private final Function<String, List<TemplateSource>> sources;
  private final Locale byDefault;

  /** By what was asked for: what users choose is theirs to choose. */
  private final Cache<Locale, Optional<Language>> languages =
      Caffeine.newBuilder().maximumSize(MOST_LANGUAGES).build();

  @Inject
  Templates(TemplateSources sources, Settings settings) {
    this(sources::all, settings.get(NotificationSetting.MAIL_LANGUAGE));
  }

  Templates(Function<String, List<TemplateSource>> sources, Locale byDefault) {
    this.sources = sources;
    this.byDefault = byDefault;
  }

  /** For proxies. */
  Templates() {
    this(name -> List.of(), Locale.ENGLISH);
  }

  /** A mail without addresses. */
  record Written(String subject, String text, String html) {}

  /** The language that comes closest to a tag; null for the default. */
  Language language(String tag) {
    return Optional.ofNullable(tag)
        .map(Locale::forLanguageTag)
        .flatMap(this::known)
        .or(() -> known(byDefault))
        .or(() -> known(Locale.ENGLISH))
        .orElseThrow(
            () -> new BrokenTemplateException("There are no texts of mails in English", null));
  }

  private Optional<Language> known(Locale locale) {
    return languages.get(locale, wanted -> Language.find(wanted, sources));
  }

  /**
   * Writes a mail.
   *
   * @param kind name of its templates
   * @throws BrokenTemplateException when a template has an error
   */
  Written write(String kind, Language language, Map<String, Object> context) {
    Map<String, Object> all = new HashMap<>(context);
    all.put("language", language.locale().toLanguageTag());
    all.put("text", texts(kind, language, context));
    String subject = HeaderText.of(language.text(kind, "subject", context));
    all.put("subject", subject);
    return new Written(
        subject, language.render(kind + ".txt", all), language.render(kind + ".html", all));
  }

  private static Mustache.CustomContext texts(
      String kind, Language language, Map<String, Object> context) {
    return key -> language.text(kind, key, context);
  }
}
