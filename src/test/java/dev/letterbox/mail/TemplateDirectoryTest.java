package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.MailTemplates;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.ExtensionBean;
import dev.letterbox.shared.config.DefaultSettings;
import dev.letterbox.shared.config.LevelTags;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Setting;
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

/** Templates and texts in the folder of {@code letterbox.mail.templates}. */
class TemplateDirectoryTest {

  private static final LevelTags LEVELS = new DefaultSettings().get(Setting.LEVEL_TAGS);

  @TempDir private Path parent;

  private Path directory() throws IOException {
    return Files.createDirectories(parent.resolve("mails"));
  }

  private void writeFile(String name, String text) throws IOException {
    Files.writeString(directory().resolve(name), text);
  }

  private final class TemplateDirectorySettings extends DefaultSettings {

    @Override
    @SuppressWarnings("unchecked") // the setting is a text
    public <T> T get(Setting<T> setting) {
      return setting.equals(NotificationSetting.MAIL_TEMPLATES)
          ? (T) parent.resolve("mails").toString()
          : super.get(setting);
    }
  }

  private TemplateLoader loader() {
    return new TemplateLoader(List.of(), new TemplateDirectorySettings());
  }

  private TemplateRenderer renderer() {
    return new TemplateRenderer(loader()::findAll, Locale.ENGLISH);
  }

  private String text(TemplateRenderer templates, NotificationType type, String tag) {
    LocalizedTemplates localized = templates.forLanguage(tag);
    TemplateModel model = new TemplateModel(new Site("Club", "https://example.org/"), LEVELS);
    return templates
        .render(
            TemplateNames.nameOf(type),
            localized,
            model.of(
                SampleNotifications.forUser(
                    type, tag, SampleNotifications.message("Alice", "Lunch", "Hello", null)),
                Optional.empty(),
                localized.locale()))
        .text();
  }

  private List<String> findErrors() {
    return new TemplateValidator(new TemplateDirectorySettings(), renderer(), new Clock())
        .findErrors();
  }

  @Test
  void file_overrides_the_built_in_template_and_others_stay() throws Exception {
    writeFile("notice.txt", "Club: {{message.subject}}");
    writeFile("texts_it.properties", "greeting=Ciao {{recipient.displayName}}, è qui");
    assertEquals("Club: Lunch", text(renderer(), NotificationType.NOTICE, "en"));
    String italian = text(renderer(), NotificationType.REPLY, "it");
    assertTrue(italian.startsWith("Ciao Bob Brewer, è qui"), italian);
    assertTrue(italian.contains("has replied to your message"), italian);
    assertEquals(List.of(), findErrors());
    assertEquals(Optional.empty(), loader().configurationError());
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
  void error_is_reported_with_file_and_line_at_startup_and_on_sending(
      String name, String wrong, String what) throws Exception {
    writeFile(name, "# First line\n" + wrong);
    DeliveryFailedException error =
        assertThrows(
            DeliveryFailedException.class, () -> text(renderer(), NotificationType.NOTICE, "en"));
    assertTrue(findErrors().contains(error.getMessage()), findErrors() + " " + error);
    assertTrue(error.getMessage().contains(what), error.getMessage());
    if (name.endsWith(".txt")) {
      assertTrue(
          error.getMessage().contains(directory().resolve(name).toString()), error.toString());
      assertTrue(error.getMessage().contains("line 2"), error.getMessage());
      assertTrue(
          name.equals("user.txt")
              || text(renderer(), NotificationType.REPLY, "en")
                  .contains("has replied to your message"),
          "other templates render");
    }
  }

  @Test
  void file_that_is_not_utf8_is_reported_by_name() throws Exception {
    Path file = directory().resolve("notice.txt");
    Files.write(file, "Grüße".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(findErrors().toString().contains("Can't read " + file), findErrors().toString());
    assertTrue(
        text(renderer(), NotificationType.REPLY, "en").contains("has replied to your message"));
  }

  @Test
  void missing_directory_is_reported_by_name() {
    assertEquals(
        Optional.of("letterbox.mail.templates: There is no folder " + parent.resolve("mails")),
        loader().configurationError());
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
  void no_file_outside_the_directory_is_read(String name) throws Exception {
    Files.writeString(parent.resolve("secret.txt"), "Secret");
    writeFile(".hidden.txt", "Hidden");
    Files.createDirectories(directory().resolve("sub"));
    Files.writeString(directory().resolve("sub/inside.txt"), "Inside");
    assertEquals(List.of(), loader().findAll(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "de/../../x", "de_../x", "x-\u0000", "..", "en-x-../a"})
  void language_of_a_user_is_not_used_as_a_path(String tag) throws Exception {
    Files.writeString(parent.resolve("secret.properties"), "greeting=Secret");
    assertTrue(text(renderer(), NotificationType.REPLY, tag).startsWith("Hello Bob Brewer,"));
  }

  @Test
  void failing_bean_is_reported_and_does_not_stop_startup() {
    MailTemplates broken =
        name -> {
          throw new IllegalStateException("Broken");
        };
    TemplateLoader sources =
        new TemplateLoader(
            List.of(new ExtensionBean<>("com.example.Broken", broken)), new DefaultSettings());
    TemplateRenderer templates = new TemplateRenderer(sources::findAll, Locale.ENGLISH);
    assertEquals(
        List.of("com.example.Broken failed to provide texts_en.properties"),
        new TemplateValidator(new DefaultSettings(), templates, new Clock()).findErrors());
  }
}
