package dev.letterbox.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Export of a user's data. */
class UserExportTests extends InServerTestBase implements ErasureFixture {

  @Test
  void export_contains_each_message_once_with_its_folders() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long unread = writeMessage(alice, bob);
    long archived = writeMessage(alice, bob);
    mailboxes().archive(bob, archived);
    long deleted = writeMessage(alice, bob);
    mailboxes().open(bob, deleted);
    mailboxes().delete(bob, deleted);
    long sent = writeMessage(bob, alice);
    long toSelf = writeMessage(bob, bob);
    long rejected = writeMessage(alice, bob);
    sql().update("update lb_message set moderation_status = 'REJECTED' where id = ?", rejected);
    sql()
        .update(
            "update lb_delivery set deleted_at = ? where message_id = ?", clock().now(), rejected);
    List<String> folders = new ArrayList<>();
    for (JsonObject message :
        exportOf(bob).getJsonArray("messages").getValuesAs(JsonObject.class)) {
      folders.add(
          message.getInt("id") + " " + sideText(message, "received") + sideText(message, "sent"));
    }
    assertEquals(
        List.of(
            unread + " received:inbox ",
            archived + " received:archives ",
            deleted + " received:trash ",
            sent + " sent:sent ",
            toSelf + " received:inbox sent:sent "),
        folders);
    JsonObject ofAlice = exportOf(alice);
    assertEquals(alice, ofAlice.getString("name"));
    assertTrue(
        ofAlice.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
            .anyMatch(exported -> exported.getInt("id") == deleted && !exported.isNull("read_at")));
  }

  private static String sideText(JsonObject message, String name) {
    return message.isNull(name)
        ? ""
        : name + ":" + message.getJsonObject(name).getString("folder") + " ";
  }

  @Test
  void export_reads_fifty_messages_at_a_time() throws Exception {
    String bob = users().create("bob");
    String alice = users().create("alice");
    for (int i = 0; i < 101; i++) {
      writeMessage(alice, bob);
    }
    List<String> statements =
        StatementRecorder.capture(
            () -> assertEquals(101, exportOf(bob).getJsonArray("messages").size()));
    assertTrue(statements.size() < 30, statements.size() + " statements");
  }
}
