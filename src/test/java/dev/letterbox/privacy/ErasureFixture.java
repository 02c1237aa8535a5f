package dev.letterbox.privacy;

import dev.letterbox.api.NewMessage;
import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.testing.support.TestServices;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** Messages and exports for tests of privacy. */
public interface ErasureFixture extends TestServices {

  MaintenanceService maintenance();

  /** Writes a message; returns its id. */
  default long writeMessage(String sender, String recipient) {
    return messages()
        .write(
            NewMessage.from(sender)
                .to(recipient)
                .subject("To " + recipient)
                .body("From " + sender)
                .notifyRecipients(false))
        .get(0)
        .id();
  }

  /** The export of this user. */
  default JsonObject exportOf(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    maintenance().export(name, out);
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(out.toByteArray()))) {
      return reader.readObject();
    }
  }
}
