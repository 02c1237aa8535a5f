package dev.letterbox.mail;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Logger;

/** Logs at startup whether e-mail is enabled, and errors in templates. */
@Singleton
@Startup
@DependsOn("ApplicationStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class MailStartupCheck {

  private static final Logger LOG = Logger.getLogger(MailStartupCheck.class.getName());

  @Inject private MailServer mailServer;
  @Inject private TemplateLoader templateLoader;
  @Inject private TemplateValidator templateValidator;

  @PostConstruct
  void checkConfiguration() {
    if (!mailServer.isConfigured()) {
      LOG.info("E-mail is disabled: letterbox.smtp.url names no mail server");
      return;
    }
    String from = mailServer.defaultSender().getAddress();
    LOG.info(() -> "E-mail is enabled, from " + from + " by " + mailServer.description());
    templateLoader.configurationError().ifPresent(LOG::warning);
    templateValidator
        .findErrors()
        .forEach(error -> LOG.warning(() -> "E-mails that need it will fail: " + error));
  }
}
