package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.spi.MailTemplates;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.DefaultSettings;
import dev.letterbox.shared.Extension;
import dev.letterbox.shared.LevelTags;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that an operator puts into a folder. */
class TemplateFolderTest {

  private static final LevelTags LEVELS = new DefaultSettings().get(Setting.LEVEL_TAGS);

  @TempDir private Path parent;

  private Path folder() throws IOException {
    return Files.createDirectories(parent.resolve("mails"));
  }

  private void put(String name, String text) throws IOException {
    Files.writeString(folder().resolve(name), text);
  }

  private final class InFolder extends DefaultSettings {

    @Override
    @SuppressWarnings("unchecked") // the setting is a text
    public <T> T get(Setting<T> setting) {
      return setting.equals(NotificationSetting.MAIL_TEMPLATES)
          ? (T) parent.resolve("mails").toString()
          : super.get(setting);
    }
  }

  private TemplateSources sources() {
    return new TemplateSources(List.of(), new InFolder());
  }

  private Templates templates() {
    return new Templates(sources()::all, Locale.ENGLISH);
  }

  private String text(Templates templates, NotificationLabel label, String tag) {
    Language language = templates.language(tag);
    Context context = new Context(new Site("Club", "https://example.org/"), LEVELS);
    return templates
        .write(
            Kinds.word(label),
            language,
            context.of(
                Samples.toUser(label, tag, Samples.message("Alice", "Lunch", "Hello", null)),
                Optional.empty(),
                language.locale()))
        .text();
  }

  private List<String> faults() {
    return new TemplateCheck(new InFolder(), templates(), new Clock()).faults();
  }

  @Test
  void a_file_goes_before_what_is_built_in_and_the_rest_stays() throws Exception {
    put("notice.txt", "Club: {{message.subject}}");
    put("texts_it.properties", "greeting=Ciao {{recipient.displayName}}, è qui");
    assertEquals("Club: Lunch", text(templates(), NotificationLabel.NOTICE, "en"));
    String italian = text(templates(), NotificationLabel.REPLY, "it");
    assertTrue(italian.startsWith("Ciao Bob Brewer, è qui"), italian);
    assertTrue(italian.contains("has answered you"), italian);
    assertEquals(List.of(), faults());
    assertEquals(Optional.empty(), sources().fault());
  }

  @ParameterizedTest
  @CsvSource({
    "notice.txt, {{nothing.like.this}}, nothing",
    "notice.txt, {{#message}}, message",
    "notice.txt, {{#message, not closed on line 2",
    "user.txt, {{/message}}, message",
    "texts_en.properties, notice.intro={{nothing}}, nothing",
    "texts_en.properties, notice.intro=\\u12, encoding",
  })
  void an_error_is_told_with_its_file_and_line_at_the_start_and_with_the_mail(
      String name, String wrong, String what) throws Exception {
    put(name, "# First line\n" + wrong);
    BrokenTemplateException error =
        assertThrows(
            BrokenTemplateException.class, () -> text(templates(), NotificationLabel.NOTICE, "en"));
    assertTrue(faults().contains(error.getMessage()), faults() + " " + error);
    assertTrue(error.getMessage().contains(what), error.getMessage());
    if (name.endsWith(".txt")) {
      assertTrue(error.getMessage().contains(folder().resolve(name).toString()), error.toString());
      assertTrue(error.getMessage().contains("line 2"), error.getMessage());
      assertTrue(
          name.equals("user.txt")
              || text(templates(), NotificationLabel.REPLY, "en").contains("has answered you"),
          "others go on");
    }
  }

  @Test
  void what_is_not_utf8_is_an_error_that_names_the_file() throws Exception {
    Path file = folder().resolve("notice.txt");
    Files.write(file, "Grüße".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(faults().toString().contains("Can't read " + file), faults().toString());
    assertTrue(text(templates(), NotificationLabel.REPLY, "en").contains("has answered you"));
  }

  @Test
  void a_folder_that_is_not_there_is_named() {
    assertEquals(
        Optional.of("letterbox.mail.templates: There is no folder " + parent.resolve("mails")),
        sources().fault());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "..",
        ".",
        "",
        "a/../../secret.txt",
        "/etc/hostname",
        "..\\secret.txt",
        "sub/inside.txt",
        ".hidden.txt",
        "secret.txt\0",
        "/dev/letterbox/mail/user.txt",
        "MailChannel.class/../user.txt"
      })
  void nothing_outside_of_the_folder_is_read(String name) throws Exception {
    Files.writeString(parent.resolve("secret.txt"), "Secret");
    put(".hidden.txt", "Hidden");
    Files.createDirectories(folder().resolve("sub"));
    Files.writeString(folder().resolve("sub/inside.txt"), "Inside");
    assertEquals(List.of(), sources().all(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "de/../../x", "de_../x", "x-\u0000", "..", "en-x-../a"})
  void a_language_that_a_user_asks_for_is_no_path(String tag) throws Exception {
    Files.writeString(parent.resolve("secret.properties"), "greeting=Secret");
    assertTrue(text(templates(), NotificationLabel.REPLY, tag).startsWith("Hello Bob Brewer,"));
  }

  @Test
  void a_bean_that_throws_is_named_and_stops_no_start() {
    MailTemplates broken =
        name -> {
          throw new IllegalStateException("Broken");
        };
    TemplateSources sources =
        new TemplateSources(
            List.of(new Extension<>("com.example.Broken", broken)), new DefaultSettings());
    Templates templates = new Templates(sources::all, Locale.ENGLISH);
    assertEquals(
        List.of("com.example.Broken did not give texts_en.properties"),
        new TemplateCheck(new DefaultSettings(), templates, new Clock()).faults());
  }
}
