package dev.letterbox.mail;

import dev.letterbox.shared.LoggingRunnable;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Says at the start whether there will be mails, and what is wrong with their templates, before
 * anybody waits for one.
 */
@Singleton
@Startup
@DependsOn("ApplicationStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class MailStartupCheck {

  private static final Logger LOG = Logger.getLogger(MailStartupCheck.class.getName());

  private static final long IDLE_CHECK_INTERVAL_MILLIS = 10_000;

  @Resource private ManagedScheduledExecutorService scheduler;
  @Inject private Settings settings;
  @Inject private MailChannel channel;
  @Inject private MailSender mailSender;
  @Inject private TemplateLoader templateLoader;
  @Inject private TemplateValidator templateValidator;

  private Future<?> schedule;

  @PostConstruct
  void start() {
    if (!channel.isEnabled()) {
      LOG.info("E-mail is off: letterbox.smtp.url names no mail server");
      return;
    }
    String from = mailSender.from().address();
    LOG.info(() -> "E-mail is on, from " + from + " by " + describeServer());
    templateLoader.configurationError().ifPresent(LOG::warning);
    templateValidator
        .findErrors()
        .forEach(error -> LOG.warning(() -> "Mails that need it will fail: " + error));
    schedule =
        scheduler.scheduleWithFixedDelay(
            new LoggingRunnable(
                mailSender::closeIdle, LOG, "Idle connections to the mail server stay open"),
            IDLE_CHECK_INTERVAL_MILLIS,
            IDLE_CHECK_INTERVAL_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private String describeServer() {
    String session = settings.get(NotificationSetting.MAIL_SESSION);
    return session.isEmpty()
        ? settings
            .get(NotificationSetting.SMTP_SERVER)
            .map(server -> server.host() + ":" + server.port())
            .orElseThrow()
        : "session " + session;
  }

  @PreDestroy
  void stop() {
    if (schedule != null) {
      schedule.cancel(false);
    }
  }
}
