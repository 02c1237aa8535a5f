package dev.letterbox.shared.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {

  @Test
  void readme_table_lists_exactly_the_settings() throws Exception {
    List<String> expected = Setting.all().stream().map(SettingTest::row).toList();
    List<String> documented =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `letterbox."))
            .toList();
    assertEquals(String.join("\n", expected), String.join("\n", documented));
  }

  private static String row(Setting<?> setting) {
    String variable = Setting.environmentVariable(setting.key());
    String value = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
    return String.format(
        "| `%s` | `%s` | %s | %s |", setting.key(), variable, value, setting.description());
  }

  @Test
  void defaults_are_valid() {
    for (Setting<?> setting : Setting.all()) {
      assertTrue(setting.parse(setting.defaultText()) != null, setting.key());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "letterbox.demo, yes",
    "letterbox.rest.page-size, 0",
    "letterbox.rest.page-size, ten",
    "letterbox.rest.max-page-size, 99999999999",
    "letterbox.rest.max-body, 1",
    "letterbox.rest.anonymous, allow",
    "letterbox.rest.paging, Offset",
    "letterbox.users.log-in, ''",
    "letterbox.users.log-in, 'basic,digest'",
    "letterbox.messages.level-tags, critical",
    "letterbox.messages.level-tags, 50:",
    "letterbox.messages.level-tags, high:critical",
    "letterbox.maintenance.time, 24:30",
    "letterbox.db.url, jdbc:derby:db",
    "letterbox.db.url, jdbc:postgresql://db.example.org",
    "letterbox.smtp.url, mail.example.org",
    "letterbox.smtp.url, mail.example.org:25",
    "letterbox.smtp.url, //mail.example.org",
    "letterbox.smtp.url, http://mail.example.org",
    "letterbox.smtp.url, smtp:mail.example.org",
    "letterbox.smtp.url, smtp://",
    "letterbox.smtp.url, smtp://:25",
    "letterbox.smtp.url, smtp://mail.example.org:65536",
    "letterbox.smtp.url, smtp://mail.example.org:port",
    "letterbox.smtp.url, smtp://bob@mail.example.org",
    "letterbox.smtp.url, smtp://mail.example.org/in",
    "letterbox.smtp.url, smtp://mail.example.org?a=b",
    "letterbox.smtp.url, smtp://mail.example.org#a",
    "letterbox.smtp.url, smtp://mail example.org"
  })
  void invalid_value_is_rejected_by_setting_name(String key, String text) {
    Setting<?> setting =
        Setting.all().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> setting.parse(text));
    assertTrue(error.getMessage().startsWith("Setting " + key + ": must be "), error.getMessage());
  }

  @Test
  void password_in_a_url_is_not_disclosed() {
    for (String url :
        List.of(
            "smtp://bob:s3cret@mail.example.org",
            "smtp://bob:s3cret@mail.example.org:port",
            "smtp://bob:s3cret@mail example.org",
            "smtp://bob:s3cret/s3cret@mail.example.org",
            "smtp://bob:s3cret@s3cret@mail.example.org",
            "smtp:bob:s3cret@mail.example.org",
            "bob:s3cret@mail.example.org:25",
            "bob:\ns3cret@mail.example.org",
            "smtp://bob:s3cret",
            "smtps://mail.example.org?user=bob&password=s3cret")) {
      assertNotDisclosed("s3cret", NotificationSetting.SMTP_SERVER, url);
    }
  }

  @Test
  void password_in_a_database_url_is_not_disclosed() {
    for (String url :
        List.of(
            "jdbc:postgresql://bob:s3cret@db.example.org/letterbox",
            "jdbc:postgresql://db.example.org?password=s3cret",
            "postgresql://db.example.org/letterbox?password=s3cret")) {
      assertNotDisclosed("s3cret", Setting.DB_URL, url);
    }
  }

  @Test
  void database_urls_are_accepted() {
    for (String url :
        List.of(
            "jdbc:postgresql:letterbox",
            "jdbc:postgresql://db.example.org/letterbox",
            "jdbc:postgresql://[::1]:5433,other:5432/letterbox?sslmode=require&user=bob@club")) {
      assertEquals(url, Setting.DB_URL.parse(url));
    }
  }

  @Test
  void short_secret_is_not_disclosed() {
    assertNotDisclosed("s3cret", Setting.VISITORS_SECRET, "s3cret");
    assertNotDisclosed("s3cret", NotificationSetting.NOTIFICATIONS_SECRET, "s3cret");
  }

  @Test
  void parsed_secret_is_not_disclosed_by_the_cause_of_the_error() {
    Setting<Integer> pin =
        new SettingRegistry()
            .secret("letterbox.test.pin", text -> SettingParsers.parseNumber(text, 1, 9), "");
    assertNotDisclosed("s3cret", pin, "s3cret");
  }

  @Test
  void settings_that_contain_passwords_and_keys_are_marked_as_secret() {
    List<String> secrets =
        Setting.all().stream().filter(Setting::isSecret).map(Setting::key).toList();
    assertEquals(
        List.of(
            "letterbox.db.url",
            "letterbox.db.password",
            "letterbox.admin.password",
            "letterbox.visitors.secret",
            "letterbox.notifications.secret",
            "letterbox.smtp.url",
            "letterbox.smtp.password"),
        secrets);
    Pattern secretWords = Pattern.compile("(?i)password|secret|token|key of");
    List<String> unmarked =
        Setting.all().stream()
            .filter(setting -> !setting.isSecret())
            .filter(
                setting -> secretWords.matcher(setting.key() + " " + setting.description()).find())
            .map(Setting::key)
            .toList();
    assertEquals(
        List.of("letterbox.demo", "letterbox.users.cache-seconds", "letterbox.users.log-in"),
        unmarked,
        "mention a password or token, and contain none");
  }

  private static void assertNotDisclosed(String secret, Setting<?> setting, String text) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> setting.parse(text), text);
    assertTrue(error.getMessage().startsWith("Setting " + setting.key() + ": must "));
    for (Throwable each = error; each != null; each = each.getCause()) {
      assertFalse(each.getMessage().contains(secret), each.toString());
    }
  }

  @Test
  void standard_levels_have_names_and_others_can_be_added() {
    LevelTags tags = Setting.LEVEL_TAGS.parse("50:critical, 20:note");
    assertEquals("critical", tags.nameOf(50));
    assertEquals("note", tags.nameOf(20));
    assertEquals("success", tags.nameOf(25));
    assertEquals("", tags.nameOf(7));
    assertEquals(Optional.of(50), tags.levelOf("critical"));
    assertEquals(Optional.empty(), tags.levelOf("info"));
    assertEquals(List.of("debug", "note", "success", "warning", "error", "critical"), tags.all());
  }

  @Test
  void empty_text_is_accepted_only_where_it_has_a_meaning() {
    assertTrue(Setting.MAINTENANCE_TIME.acceptsEmptyText());
    assertTrue(Setting.SITE_NAME.acceptsEmptyText());
    assertFalse(Setting.DATA_FOLDER.acceptsEmptyText());
    assertFalse(Setting.CLEANUP_DAYS.acceptsEmptyText());
    assertFalse(Setting.DEMO.acceptsEmptyText());
    assertFalse(LoginSetting.LOGIN_METHODS.acceptsEmptyText());
  }
}
