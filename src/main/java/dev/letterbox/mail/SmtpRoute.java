package dev.letterbox.mail;

import jakarta.mail.Session;

/**
 * How a mail leaves.
 *
 * @param international whether its addresses have letters that are not ASCII, so that the mail
 *     server has to know SMTPUTF8
 */
record SmtpRoute(Session session, boolean international) {

  static SmtpRoute of(MailSessionFactory sessions, boolean international) {
    return new SmtpRoute(sessions.createSession(international), international);
  }
}
