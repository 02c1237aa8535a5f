package dev.letterbox.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
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
 * All that is needed to write in one language: the texts, which are templates themselves, and the
 * templates that were compiled. Each name is read once.
 */
class Language {

  private static final String FALLBACK = "en";

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().nullValue("").emptyStringIsFalse(true).strictSections(true);

  private final Locale locale;
  private final Function<String, List<TemplateSource>> sources;
  private final Properties texts;
  private final Map<String, Template> templates = new ConcurrentHashMap<>();

  private Language(
      Locale locale, Function<String, List<TemplateSource>> sources, Properties texts) {
    this.locale = locale;
    this.sources = sources;
    this.texts = texts;
  }

  /**
   * What there is for a language, or for a wider one: for {@code de-AT} also that of {@code de}.
   *
   * @param sources finds by name what replaces, before what is replaced
   * @return empty without any texts
   */
  static Optional<Language> find(Locale locale, Function<String, List<TemplateSource>> sources) {
    List<String> names = tags(locale).stream().map(tag -> "texts_" + tag + ".properties").toList();
    boolean isThere = names.stream().anyMatch(name -> !sources.apply(name).isEmpty());
    if (!isThere) {
      return Optional.empty();
    }
    Properties texts = new Properties();
    addAll(texts, "texts_" + FALLBACK + ".properties", sources);
    for (int i = names.size() - 1; i >= 0; i--) {
      addAll(texts, names.get(i), sources);
    }
    return Optional.of(new Language(locale, sources, texts));
  }

  private static void addAll(
      Properties texts, String name, Function<String, List<TemplateSource>> sources) {
    List<TemplateSource> replacingFirst = sources.apply(name);
    for (int i = replacingFirst.size() - 1; i >= 0; i--) {
      try {
        texts.load(new StringReader(replacingFirst.get(i).text()));
      } catch (IOException | IllegalArgumentException e) {
        throw new BrokenTemplateException(
            name + " (" + replacingFirst.get(i).origin() + "): " + e.getMessage(), e);
      }
    }
  }

  /** The narrowest first: {@code de-AT}, {@code de}. */
  private static List<String> tags(Locale locale) {
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

  /** A template of this name, in this language if there is one; escapes what goes into HTML. */
  String render(String name, Map<String, Object> context) {
    return run(() -> "Template " + name + inThis(name), () -> template(name), context);
  }

  /** A text of one kind of mail, or else of all. */
  String text(String kind, String key, Map<String, Object> context) {
    String own = kind + "." + key;
    String name = texts.containsKey(own) ? own : key;
    return run(() -> "Text " + name + inThis(), () -> text(name), context);
  }

  private String inThis() {
    return " in " + locale.toLanguageTag();
  }

  /** Lines are counted in a template that is included, too, of which only its own name is known. */
  private String inThis(String template) {
    Optional<TemplateSource> source = find(template);
    String included =
        source.filter(found -> found.text().contains("{{>")).isPresent()
            ? ", or one that it includes"
            : "";
    return inThis() + source.map(found -> " (" + found.origin() + included + ")").orElse("");
  }

  private Template template(String name) {
    // not computeIfAbsent: a template that is read may read others
    Template known = templates.get(name);
    if (known == null) {
      known = compile(name);
      templates.put(name, known);
    }
    return known;
  }

  private Template compile(String name) {
    return COMPILER
        .escapeHTML(name.endsWith(".html"))
        .withLoader(this::reader)
        .compile(source(name).text());
  }

  /** One that is included; an error in it is told under its own name. */
  private Reader reader(String name) {
    TemplateSource source = source(name);
    try {
      COMPILER.compile(source.text());
      return new StringReader(source.text());
    } catch (MustacheException e) {
      throw brokenBy("Template " + name + inThis(name), e);
    }
  }

  private TemplateSource source(String name) {
    TemplateSource source =
        find(name).orElseThrow(() -> new IllegalStateException("There is no template " + name));
    try {
      return source.checked();
    } catch (IllegalStateException e) {
      throw brokenBy("Template " + name + inThis(name), e);
    }
  }

  /** What is written for this language goes before what is for all. */
  private Optional<TemplateSource> find(String name) {
    int dot = name.lastIndexOf('.');
    Stream<String> own =
        dot < 0
            ? Stream.empty()
            : tags(locale).stream()
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
                        .map(text -> new TemplateSource(name, text).checked().text())
                        .orElseThrow(() -> new IllegalStateException("There is no text " + name))));
  }

  private interface Source {
    Template get();
  }

  /** A template that includes itself ends as a stack overflow. */
  private static String run(Supplier<String> what, Source source, Map<String, Object> context) {
    try {
      return source.get().execute(new HashMap<>(context));
    } catch (BrokenTemplateException e) {
      throw e;
    } catch (RuntimeException e) {
      throw brokenBy(what.get(), e);
    } catch (StackOverflowError e) {
      throw new BrokenTemplateException(what.get() + ": includes itself", e);
    }
  }

  private static BrokenTemplateException brokenBy(String what, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BrokenTemplateException broken) {
        return broken;
      }
    }
    return new BrokenTemplateException(what + ": " + e.getMessage(), e);
  }
}
