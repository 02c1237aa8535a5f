package dev.letterbox.mail;

import jakarta.mail.Session;

/** How to speak to a mail server. */
interface MailSessionFactory {

  /** The setting of Jakarta Mail by which addresses are sent as they are. */
  String ALLOW_UTF8 = "mail.mime.allowutf8";

  /**
   * A session for that mail server.
   *
   * @param international whether addresses have letters that are not ASCII. Then the server must
   *     know SMTPUTF8, and pass the mail on to one that does; so other mails go without
   */
  Session createSession(boolean international);
}
