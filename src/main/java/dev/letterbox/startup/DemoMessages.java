package dev.letterbox.startup;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.message.store.MessageRepository;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** Writes the messages of a demonstration through the public API, once. */
@Stateless
public class DemoMessages {

  private static final List<String> ALL_USERS =
      List.of("ada", "alice", "bob", "bruno", "carol", "mona");

  @EJB private MessageService messages;
  @Inject private MessageRepository messageRepository;

  /** Writes the messages, unless the database contains messages. */
  public void write() {
    messageRepository.lockTable();
    if (!messageRepository.isEmpty()) {
      return;
    }
    messages.broadcast(
        Broadcast.from("bruno")
            .to(ALL_USERS)
            .subject("Welcome to Letterbox")
            .body("This is a demonstration. Have a look around, write to each other, break things.")
            .tags("welcome"));
    writeMessages();
    writeNotices();
    messages.broadcast(
        Broadcast.from("bruno")
            .to(ALL_USERS)
            .subject("Maintenance on Sunday")
            .body("The shop is closed on Sunday from 6 to 7 in the morning, UTC.")
            .level(30)
            .tags("operations")
            .view("operations:calendar"));
  }

  private void writeMessages() {
    writeMessage(
        "alice", "bob", "Minutes of Monday", "They are in the usual folder. Did I miss a thing?");
    writeMessage("bob", "alice", "Re: Minutes of Monday", "Only that Carol brought the cake.");
    writeMessage(
        "carol", "alice", "Cake", "The recipe you asked for:\n\n200 g flour\n3 eggs\npatience");
    writeMessage("carol", "bob", "Cake", "There is one piece left, in the kitchen. First come …");
    writeMessage("mona", "carol", "Your review", "Thank you for it. I have approved it just now.");
    writeMessage(
        "ada", "mona", "Holidays", "I am away from the 3rd to the 14th; Bruno has the keys.");
  }

  private void writeMessage(String sender, String recipient, String subject, String body) {
    messages.write(
        NewMessage.from(sender).to(recipient).subject(subject).body(body).notifyRecipients(false));
  }

  private void writeNotices() {
    messages.sendNotice(
        Notice.success("Your profile was saved.").to("bob").view("account:profile"));
    messages.sendNotice(
        Notice.info("Invoice 2026-117 is ready for download.")
            .to("bob", "carol")
            .tags("billing", "invoice")
            .view("billing:invoices"));
    messages.sendNotice(
        Notice.warning("Your password is a year old. Time for a new one?")
            .to("alice")
            .view("account:password"));
    messages.sendNotice(
        Notice.error("The nightly export failed: no space left in the shared folder.")
            .to("ada", "bob")
            .tags("export")
            .view("exports:nightly"));
  }
}
