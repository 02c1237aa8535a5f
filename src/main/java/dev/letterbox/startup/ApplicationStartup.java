package dev.letterbox.startup;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.LetterboxDataSource;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Logger;

/**
 * Prepares the application before the first request: settings, schema, initial accounts, demo
 * messages. A failure stops the deployment; the log has the reason.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class ApplicationStartup {

  private static final Logger LOG = Logger.getLogger(ApplicationStartup.class.getName());

  @Inject private Settings settings;
  @Inject private SchemaMigrator schemaMigrator;
  @Inject private InitialAccounts initialAccounts;
  @Inject private DemoBanner demoBanner;
  @EJB private DemoMessages demoMessages;

  @PostConstruct
  void start() {
    try {
      initialize();
    } catch (RuntimeException e) {
      LOG.severe(() -> "Letterbox can't start: " + rootCause(e).getMessage());
      throw e;
    }
  }

  private static Throwable rootCause(Throwable error) {
    return error.getCause() == null ? error : rootCause(error.getCause());
  }

  private void initialize() {
    settings.readAll();
    schemaMigrator.migrate();
    initialAccounts.createMissing();
    if (settings.get(Setting.DEMO)) {
      demoMessages.write();
      demoBanner.logWhenReachable(settings.get(Setting.SITE_URL));
    }
  }

  @PreDestroy
  void stop() {
    LetterboxDataSource.close();
  }
}
