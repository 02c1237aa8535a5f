package dev.letterbox.mail;

import jakarta.mail.Session;

/**
 * How a mail leaves.
 *
 * @param international whether its addresses have letters that are not ASCII, so that the mail
 *     server has to know SMTPUTF8
 */
record Way(Session session, boolean international) {

  static Way of(Sessions sessions, boolean international) {
    return new Way(sessions.session(international), international);
  }
}
