package dev.letterbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.shared.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every setting of django-postman and drf-messages has a line, and what the lines name exists. */
class DjangoMigrationDocTest {

  private static final List<String> SETTINGS =
      List.of(
          "POSTMAN_DISALLOW_ANONYMOUS",
          "POSTMAN_DISALLOW_MULTIRECIPIENTS",
          "POSTMAN_DISALLOW_COPIES_ON_REPLY",
          "POSTMAN_DISABLE_USER_EMAILING",
          "POSTMAN_FROM_EMAIL",
          "POSTMAN_PARAMS_EMAIL",
          "POSTMAN_AUTO_MODERATE_AS",
          "POSTMAN_SHOW_USER_AS",
          "POSTMAN_NAME_USER_AS",
          "POSTMAN_QUICKREPLY_QUOTE_BODY",
          "POSTMAN_NOTIFIER_APP",
          "POSTMAN_MAILER_APP",
          "POSTMAN_AUTOCOMPLETER_APP",
          "POSTMAN_NOTIFICATION_APPROVAL",
          "POSTMAN_I18N_URLS",
          "postman.context_processors.inbox",
          "postman_cleanup",
          "postman_checkup",
          "MESSAGES_USE_SESSIONS",
          "MESSAGES_ALLOW_DELETE_UNREAD",
          "MESSAGES_DELETE_READ");

  private static String readPage() throws IOException {
    return Files.readString(Path.of("docs/from-django.md"));
  }

  @Test
  void each_django_setting_has_a_line() throws IOException {
    List<String> lines = readPage().lines().toList();
    for (String setting : SETTINGS) {
      assertEquals(
          1, lines.stream().filter(line -> line.startsWith("| `" + setting)).count(), setting);
    }
  }

  @Test
  void each_named_setting_exists() throws IOException {
    Set<String> keys = Setting.all().stream().map(Setting::key).collect(Collectors.toSet());
    Set<String> named =
        Pattern.compile("letterbox\\.[a-z]+\\.[a-z-]+")
            .matcher(readPage())
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(named.size() > 10, named.toString());
    named.removeAll(keys);
    assertEquals(Set.of(), named);
  }

  @Test
  void each_named_bean_exists() throws IOException {
    for (MatchResult named :
        Pattern.compile("beans? `([A-Z][A-Za-z]+)`").matcher(readPage()).results().toList()) {
      Path source = Path.of("src/main/java/dev/letterbox/api/spi", named.group(1) + ".java");
      assertTrue(Files.exists(source), source.toString());
    }
  }
}
