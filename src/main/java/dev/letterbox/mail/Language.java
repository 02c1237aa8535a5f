package dev.letterbox.mail;

import com.samskivert.mustache.Mustache;
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

/**
 * All that is needed to write in one language: the texts, which are templates themselves, and the
 * templates that were compiled. Each name is read once.
 */
class Language {

  private static final String FALLBACK = "en";

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().nullValue("").emptyStringIsFalse(true).strictSections(true);

  private final Locale locale;
  private final Function<String, List<String>> sources;
  private final Properties texts;
  private final Map<String, Template> templates = new ConcurrentHashMap<>();

  private Language(Locale locale, Function<String, List<String>> sources, Properties texts) {
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
  static Optional<Language> find(Locale locale, Function<String, List<String>> sources) {
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
      Properties texts, String name, Function<String, List<String>> sources) {
    List<String> replacingFirst = sources.apply(name);
    for (int i = replacingFirst.size() - 1; i >= 0; i--) {
      try {
        texts.load(new StringReader(replacingFirst.get(i)));
      } catch (IOException | IllegalArgumentException e) {
        throw new BrokenTemplateException(name + ": " + e.getMessage(), e);
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
    return run("Template " + name + inThis(), () -> template(name), context);
  }

  /** A text of one kind of mail, or else of all. */
  String text(String kind, String key, Map<String, Object> context) {
    String own = kind + "." + key;
    String name = texts.containsKey(own) ? own : key;
    return run("Text " + name + inThis(), () -> text(name), context);
  }

  private String inThis() {
    return " in " + locale.toLanguageTag();
  }

  private Template template(String name) {
    // not computeIfAbsent: a template that is read may read others
    Template known = templates.get(name);
    if (known == null) {
      known = compiler(name).compile(source(name));
      templates.put(name, known);
    }
    return known;
  }

  private Mustache.Compiler compiler(String name) {
    return COMPILER.escapeHTML(name.endsWith(".html")).withLoader(this::reader);
  }

  private Reader reader(String name) {
    return new StringReader(source(name));
  }

  private String source(String name) {
    int dot = name.lastIndexOf('.');
    for (String tag : tags(locale)) {
      List<String> found =
          dot < 0
              ? List.of()
              : sources.apply(name.substring(0, dot) + "_" + tag + name.substring(dot));
      if (!found.isEmpty()) {
        return found.get(0);
      }
    }
    return sources.apply(name).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no template " + name));
  }

  private Template text(String name) {
    return templates.computeIfAbsent(
        ":" + name,
        key ->
            COMPILER
                .escapeHTML(false)
                .compile(
                    Optional.ofNullable(texts.getProperty(name))
                        .orElseThrow(() -> new IllegalStateException("There is no text " + name))));
  }

  private interface Source {
    Template get();
  }

  /** A template that includes itself ends as a stack overflow. */
  private static String run(String what, Source source, Map<String, Object> context) {
    try {
      return source.get().execute(new HashMap<>(context));
    } catch (BrokenTemplateException e) {
      throw e;
    } catch (RuntimeException e) {
      throw brokenBy(what, e);
    } catch (StackOverflowError e) {
      throw new BrokenTemplateException(what + ": includes itself", e);
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
