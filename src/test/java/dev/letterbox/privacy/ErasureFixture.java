package dev.letterbox.privacy;

import dev.letterbox.api.NewMessage;
import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.testing.support.TestServices;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** What tests of users who leave have in common. */
public interface ErasureFixture extends TestServices {

  MaintenanceService maintenance();

  /** What one writes to the other, its id. */
  default long writeMessage(String sender, String recipient) {
    return messages()
        .write(
            NewMessage.from(sender)
                .to(recipient)
                .subject("To " + recipient)
                .body("From " + sender)
                .withoutNotification())
        .get(0)
        .id();
  }

  /** What an export of this user holds. */
  default JsonObject exportOf(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    maintenance().export(name, out);
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(out.toByteArray()))) {
      return reader.readObject();
    }
  }
}
