package dev.letterbox.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.Statements;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Users take what is theirs. */
public interface ExportTests extends Leaving {

  @Test
  default void export_has_every_message_once_with_its_folders() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long unread = letter(alice, bob);
    long archived = letter(alice, bob);
    mailboxes().archive(bob, archived);
    long deleted = letter(alice, bob);
    mailboxes().open(bob, deleted);
    mailboxes().delete(bob, deleted);
    long sent = letter(bob, alice);
    long toHimself = letter(bob, bob);
    long rejected = letter(alice, bob);
    sql().update("update lb_message set moderation_status = 'REJECTED' where id = ?", rejected);
    sql()
        .update(
            "update lb_delivery set deleted_at = ? where message_id = ?", clock().now(), rejected);
    List<String> folders = new ArrayList<>();
    for (JsonObject message : export(bob).getJsonArray("messages").getValuesAs(JsonObject.class)) {
      folders.add(message.getInt("id") + " " + side(message, "received") + side(message, "sent"));
    }
    assertEquals(
        List.of(
            unread + " received:inbox ",
            archived + " received:archives ",
            deleted + " received:trash ",
            sent + " sent:sent ",
            toHimself + " received:inbox sent:sent "),
        folders);
    JsonObject ofAlice = export(alice);
    assertEquals(alice, ofAlice.getString("name"));
    assertTrue(
        ofAlice.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
            .anyMatch(it -> it.getInt("id") == deleted && !it.isNull("read_at")));
  }

  private static String side(JsonObject message, String name) {
    return message.isNull(name)
        ? ""
        : name + ":" + message.getJsonObject(name).getString("folder") + " ";
  }

  @Test
  default void export_reads_fifty_messages_at_a_time() throws Exception {
    String bob = users().named("bob");
    String alice = users().named("alice");
    for (int i = 0; i < 101; i++) {
      letter(alice, bob);
    }
    List<String> statements =
        Statements.during(() -> assertEquals(101, export(bob).getJsonArray("messages").size()));
    assertTrue(statements.size() < 30, statements.size() + " statements");
  }
}
