package com.example.orders;

import dev.letterbox.api.MessageService;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;

/** Writes messages in its own transaction. */
@Stateless
public class Orders {

  @EJB(lookup = "java:global/letterbox/MessageService!dev.letterbox.api.MessageService")
  private MessageService messages;

  /** Both users get a message, or neither does. */
  public void ship(String number, String seller, String customer) {
    messages.sendNotice(Notice.success("Order " + number + " is on its way.").to(seller));
    messages.write(
        NewMessage.from(seller).to(customer).subject("Your order " + number + " is on its way"));
  }
}
