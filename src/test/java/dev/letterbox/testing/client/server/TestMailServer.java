package dev.letterbox.testing.client.server;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.List;

/**
 * A mail server on free ports, one for each JVM. It creates a mailbox for each recipient, which any
 * password opens.
 */
public final class TestMailServer {

  /** The sender that the mail session of the server sets. */
  public static final String SESSION_SENDER = "club@example.org";

  private static final String HOST = "127.0.0.1";

  private static final GreenMail SERVER = start();

  private TestMailServer() {}

  static String url() {
    return "smtp://" + HOST + ":" + SERVER.getSmtp().getPort();
  }

  /** The asadmin command that creates a mail session of Payara to this server. */
  static String asadminCommand(String jndiName) {
    return "create-javamail-resource --mailhost %s --mailuser letterbox --fromaddress %s --property %s %s\n"
        .formatted(
            HOST,
            SESSION_SENDER,
            "mail-smtp-port=%d:mail-smtp-auth=true:mail-smtp-password=any"
                .formatted(SERVER.getSmtp().getPort()),
            jndiName);
  }

  /** The IMAP port. */
  public static int imapPort() {
    return SERVER.getImap().getPort();
  }

  /** The e-mails to this address so far. */
  public static List<MimeMessage> mailsTo(String address) {
    return List.of(SERVER.getReceivedMessagesForDomain(address));
  }

  private static GreenMail start() {
    GreenMail server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP)
            });
    server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    server.start();
    return server;
  }
}
