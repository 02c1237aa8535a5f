package dev.letterbox.mail;

import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Unfailing;
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
@DependsOn("Startup")
@TransactionManagement(TransactionManagementType.BEAN)
public class MailAtStart {

  private static final Logger LOG = Logger.getLogger(MailAtStart.class.getName());

  private static final long IDLE_MILLIS = 10_000;

  @Resource private ManagedScheduledExecutorService scheduler;
  @Inject private Settings settings;
  @Inject private MailChannel channel;
  @Inject private Outlet outlet;
  @Inject private TemplateSources sources;
  @Inject private TemplateCheck check;

  private Future<?> schedule;

  @PostConstruct
  void start() {
    if (!channel.isOpen()) {
      LOG.info("E-mail is off: letterbox.smtp.url names no mail server");
      return;
    }
    String from = outlet.from().address();
    LOG.info(() -> "E-mail is on, from " + from + " by " + way());
    sources.fault().ifPresent(LOG::warning);
    check.faults().forEach(fault -> LOG.warning(() -> "Mails that need it will fail: " + fault));
    schedule =
        scheduler.scheduleWithFixedDelay(
            new Unfailing(outlet::closeIdle, LOG, "Idle connections to the mail server stay open"),
            IDLE_MILLIS,
            IDLE_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private String way() {
    String session = settings.get(NotificationSetting.MAIL_SESSION);
    return session.isEmpty()
        ? settings
            .get(NotificationSetting.SMTP_URL)
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
