package dev.letterbox.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.shared.ExtensionBean;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelRegistryTest {

  /** A channel of that name. */
  private record NamedChannel(String name) implements NotificationChannel {

    @Override
    public void deliver(Notification notification) {}
  }

  private static List<String> load(String... names) {
    List<ExtensionBean<NotificationChannel>> beans =
        Stream.of(names)
            .map(
                name ->
                    new ExtensionBean<NotificationChannel>(
                        "org.example.SmsChannel", new NamedChannel(name)))
            .toList();
    return List.copyOf(ChannelRegistry.byName(beans).keySet());
  }

  @Test
  void channels_keep_their_order() {
    List<String> names = List.of("sms", "log", "e_mail", "2.push-a", "x".repeat(50));
    assertEquals(names, load(names.toArray(String[]::new)));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "SMS",
        "sms:1",
        "sms,push",
        "*",
        " sms",
        "-sms",
        "s\u00fcms",
        "sms\n",
        "webhook-1",
        "123456789-123456789-123456789-123456789-123456789-1"
      })
  void channel_with_another_name_than_promised_fails_with_an_error_that_names_it(String name) {
    IllegalStateException error = assertThrows(IllegalStateException.class, () -> load(name));
    assertTrue(
        error
            .getMessage()
            .startsWith(
                "The name \""
                    + name
                    + "\" of the notification channel org.example.SmsChannel must "),
        error.getMessage());
  }

  @Test
  void two_channels_of_one_name_fail() {
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> load("sms", "log", "sms"));
    assertEquals(
        "The name \"sms\" of the notification channel org.example.SmsChannel is the name of"
            + " another channel",
        error.getMessage());
  }
}
