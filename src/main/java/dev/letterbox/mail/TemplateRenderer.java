package dev.letterbox.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.samskivert.mustache.Mustache;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Renders e-mails from templates in the language of the recipient. */
@ApplicationScoped
class TemplateRenderer {

  private static final int MAX_CACHED_LOCALES = 1_000;

  private final Function<String, List<TemplateSource>> sources;
  private final Locale defaultLocale;

  /** By requested locale; bounded because users may set any language tag. */
  private final Cache<Locale, Optional<LocalizedTemplates>> cache =
      Caffeine.newBuilder().maximumSize(MAX_CACHED_LOCALES).build();

  @Inject
  TemplateRenderer(TemplateLoader sources, Settings settings) {
    this(sources::findAll, settings.get(NotificationSetting.MAIL_LANGUAGE));
  }

  TemplateRenderer(Function<String, List<TemplateSource>> sources, Locale defaultLocale) {
    this.sources = sources;
    this.defaultLocale = defaultLocale;
  }

  /** For proxies. */
  TemplateRenderer() {
    this(name -> List.of(), Locale.ENGLISH);
  }

  /**
   * The rendered parts of an e-mail.
   *
   * @param language as a BCP 47 tag
   */
  record RenderedMail(String language, String subject, String text, String html) {}

  /** The templates of the language closest to a BCP 47 tag; null for the default language. */
  LocalizedTemplates forLanguage(String tag) {
    return Optional.ofNullable(tag)
        .map(Locale::forLanguageTag)
        .flatMap(this::findCached)
        .or(() -> findCached(defaultLocale))
        .or(() -> findCached(Locale.ENGLISH))
        .orElseThrow(() -> new IllegalStateException("There are no e-mail texts in English"));
  }

  private Optional<LocalizedTemplates> findCached(Locale locale) {
    return cache.get(locale, key -> LocalizedTemplates.find(key, sources));
  }

  /**
   * Renders subject, text and HTML.
   *
   * @param name see {@link TemplateNames}
   * @throws DeliveryFailedException transient, if a template has an error
   */
  RenderedMail render(String name, LocalizedTemplates localized, Map<String, Object> model) {
    Map<String, Object> extendedModel = new HashMap<>(model);
    String language = localized.locale().toLanguageTag();
    extendedModel.put("language", language);
    extendedModel.put("text", texts(name, localized, model));
    String subject = HeaderSanitizer.sanitize(localized.text(name, "subject", model));
    extendedModel.put("subject", subject);
    return new RenderedMail(
        language,
        subject,
        localized.render(name + ".txt", extendedModel),
        localized.render(name + ".html", extendedModel));
  }

  private static Mustache.CustomContext texts(
      String name, LocalizedTemplates localized, Map<String, Object> model) {
    return key -> localized.text(name, key, model);
  }
}
