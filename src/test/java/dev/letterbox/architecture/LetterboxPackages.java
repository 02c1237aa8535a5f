package dev.letterbox.architecture;

/** Patterns of the packages that rules name. */
final class LetterboxPackages {

  static final String ALL = "dev.letterbox..";
  static final String API = "dev.letterbox.api..";
  static final String API_INTERNAL = "dev.letterbox.api.internal..";
  static final String API_REQUEST = "dev.letterbox.api.request..";
  static final String SHARED = "dev.letterbox.shared..";
  static final String SHARED_JDBC = "dev.letterbox.shared.jdbc..";
  static final String MESSAGE = "dev.letterbox.message..";
  static final String MESSAGE_STORE = "dev.letterbox.message.store..";
  static final String MAILBOX = "dev.letterbox.mailbox..";
  static final String CONVERSATION = "dev.letterbox.conversation..";
  static final String MODERATION = "dev.letterbox.moderation..";
  static final String BLOCK = "dev.letterbox.block..";
  static final String OUTBOX = "dev.letterbox.outbox..";
  static final String OUTBOX_WORKER = "dev.letterbox.outbox.worker..";
  static final String NOTIFICATION = "dev.letterbox.notification..";
  static final String LIVE = "dev.letterbox.live..";
  static final String MAIL = "dev.letterbox.mail..";
  static final String WEBHOOK = "dev.letterbox.webhook..";
  static final String ACCOUNT = "dev.letterbox.account..";
  static final String IDEMPOTENCY = "dev.letterbox.idempotency..";
  static final String REST = "dev.letterbox.rest..";
  static final String REST_ACCOUNT = "dev.letterbox.rest.account..";
  static final String REST_HTTP = "dev.letterbox.rest.http..";
  static final String MAINTENANCE = "dev.letterbox.maintenance..";
  static final String PRIVACY = "dev.letterbox.privacy..";
  static final String STARTUP = "dev.letterbox.startup..";

  private LetterboxPackages() {}
}
