package dev.letterbox.message.store;

import dev.letterbox.api.MessageKind;

/** Between whom a message is, before and after it is stored. */
public interface MessageEnvelope {

  MessageKind kind();

  String sender();

  /** The only user whom it is written to; null for a visitor, broadcast or notice. */
  String recipient();

  String visitorEmail();

  Long parent();

  boolean notifyRecipients();

  default boolean isToVisitor() {
    return recipient() == null && visitorEmail() != null;
  }
}
