package dev.letterbox.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.letterbox.api.spi.DeliveryFailedException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The texts and compiled templates of one language. Texts are templates themselves. Each source is
 * read and compiled once.
 */
class LocalizedTemplates {

  private static final String FALLBACK_LANGUAGE = "en";

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().nullValue("").emptyStringIsFalse(true).strictSections(true);

  private final Locale locale;
  private final Function<String, List<TemplateSource>> sources;
  private final Properties texts;
  private final Map<String, Template> templates = new ConcurrentHashMap<>();

  private LocalizedTemplates(
      Locale locale, Function<String, List<TemplateSource>> sources, Properties texts) {
    this.locale = locale;
    this.sources = sources;
    this.texts = texts;
  }

  /**
   * Loads the texts of a language and of the wider ones: for {@code de-AT} also those of {@code
   * de}. Missing texts are English.
   *
   * @param sources all sources of a name; the first one takes precedence
   * @return empty if there are no texts for this or a wider language
   */
  static Optional<LocalizedTemplates> find(
      Locale locale, Function<String, List<TemplateSource>> sources) {
    List<String> names =
        languageTags(locale).stream().map(tag -> "texts_" + tag + ".properties").toList();
    boolean exists = names.stream().anyMatch(name -> !sources.apply(name).isEmpty());
    if (!exists) {
      return Optional.empty();
    }
    Properties texts = new Properties();
    loadTexts(texts, "texts_" + FALLBACK_LANGUAGE + ".properties", sources);
    for (int i = names.size() - 1; i >= 0; i--) {
      loadTexts(texts, names.get(i), sources);
    }
    return Optional.of(new LocalizedTemplates(locale, sources, texts));
  }

  private static void loadTexts(
      Properties texts, String name, Function<String, List<TemplateSource>> sources) {
    List<TemplateSource> sourcesByPriority = sources.apply(name);
    for (int i = sourcesByPriority.size() - 1; i >= 0; i--) {
      try {
        texts.load(new StringReader(sourcesByPriority.get(i).text()));
      } catch (IOException | IllegalArgumentException e) {
        throw error(name + " (" + sourcesByPriority.get(i).origin() + ")", e);
      }
    }
  }

  /** From the narrowest to the widest: {@code de-AT}, {@code de}. */
  private static List<String> languageTags(Locale locale) {
    List<String> tags = new ArrayList<>();
    String tag = locale.toLanguageTag();
    while (!tag.isEmpty()) {
      tags.add(tag);
      tag = tag.substring(0, Math.max(tag.lastIndexOf('-'), 0));
    }
    return tags;
  }

  Locale locale() {
    return locale;
  }

  /** Renders a template, in this language if it has one. Escapes values in {@code .html}. */
  String render(String name, Map<String, Object> model) {
    return execute(() -> "Template " + name + location(name), () -> template(name), model);
  }

  /** Renders the text {@code kind.key}, or {@code key} if that does not exist. */
  String text(String kind, String key, Map<String, Object> model) {
    String specificKey = kind + "." + key;
    String name = texts.containsKey(specificKey) ? specificKey : key;
    return execute(() -> "Text " + name + location(), () -> text(name), model);
  }

  private String location() {
    return " in " + locale.toLanguageTag();
  }

  /** Mustache does not report whether a line number belongs to a template or to an included one. */
  private String location(String template) {
    Optional<TemplateSource> source = find(template);
    String included =
        source.filter(found -> found.text().contains("{{>")).isPresent()
            ? ", or one that it includes"
            : "";
    return location() + source.map(found -> " (" + found.origin() + included + ")").orElse("");
  }

  private Template template(String name) {
    // not computeIfAbsent: compiling a template may read the templates that it includes
    Template cached = templates.get(name);
    if (cached == null) {
      cached = compile(name);
      templates.put(name, cached);
    }
    return cached;
  }

  private Template compile(String name) {
    return COMPILER
        .escapeHTML(name.endsWith(".html"))
        .withLoader(this::includeReader)
        .compile(requireSource(name).text());
  }

  /** Compiles an included template first, so that an error names that template. */
  private Reader includeReader(String name) {
    TemplateSource source = requireSource(name);
    try {
      COMPILER.compile(source.text());
      return new StringReader(source.text());
    } catch (MustacheException e) {
      throw error("Template " + name + location(name), e);
    }
  }

  private TemplateSource requireSource(String name) {
    TemplateSource source =
        find(name).orElseThrow(() -> new IllegalStateException("There is no template " + name));
    try {
      return source.validated();
    } catch (IllegalStateException e) {
      throw error("Template " + name + location(name), e);
    }
  }

  /** The template of this language takes precedence over the common one. */
  private Optional<TemplateSource> find(String name) {
    int dot = name.lastIndexOf('.');
    Stream<String> own =
        dot < 0
            ? Stream.empty()
            : languageTags(locale).stream()
                .map(tag -> name.substring(0, dot) + "_" + tag + name.substring(dot));
    return Stream.concat(own, Stream.of(name))
        .map(sources)
        .filter(found -> !found.isEmpty())
        .findFirst()
        .map(found -> found.get(0));
  }

  private Template text(String name) {
    return templates.computeIfAbsent(
        ":" + name,
        key ->
            COMPILER
                .escapeHTML(false)
                .compile(
                    Optional.ofNullable(texts.getProperty(name))
                        .map(text -> new TemplateSource(name, text).validated().text())
                        .orElseThrow(() -> new IllegalStateException("There is no text " + name))));
  }

  private interface TemplateSupplier {
    Template get();
  }

  /** A template that includes itself causes a stack overflow. */
  private static String execute(
      Supplier<String> description, TemplateSupplier template, Map<String, Object> model) {
    try {
      return template.get().execute(new HashMap<>(model));
    } catch (DeliveryFailedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw error(description.get(), e);
    } catch (StackOverflowError e) {
      throw DeliveryFailedException.transientFailure(description.get() + ": includes itself", e);
    }
  }

  /** Keeps an error that names an included template or a text. */
  private static DeliveryFailedException error(String description, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof DeliveryFailedException nested) {
        return nested;
      }
    }
    return DeliveryFailedException.transientFailure(description + ": " + e.getMessage(), e);
  }
}
