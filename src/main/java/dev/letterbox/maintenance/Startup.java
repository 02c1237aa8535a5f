package dev.letterbox.maintenance;

import dev.letterbox.shared.LetterboxDataSource;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.user.FirstAccounts;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Logger;

/**
 * Makes everything ready before the first request: settings, schema, first accounts, demo messages.
 * Whatever fails here stops the deployment, with the reason in the log.
 */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Startup {

  private static final Logger LOG = Logger.getLogger(Startup.class.getName());

  @Inject private Settings settings;
  @Inject private Migration migration;
  @Inject private FirstAccounts accounts;
  @Inject private Invitation invitation;
  @EJB private DemoMessages demoMessages;

  @PostConstruct
  void start() {
    try {
      makeReady();
    } catch (RuntimeException e) {
      LOG.severe(() -> "Letterbox can't start: " + rootOf(e).getMessage());
      throw e;
    }
  }

  private static Throwable rootOf(Throwable error) {
    return error.getCause() == null ? error : rootOf(error.getCause());
  }

  private void makeReady() {
    settings.check();
    migration.migrate();
    accounts.prepare();
    if (settings.get(Setting.DEMO)) {
      demoMessages.write();
      invitation.inviteTo(settings.get(Setting.SITE_URL));
    }
  }

  @PreDestroy
  void stop() {
    LetterboxDataSource.close();
  }
}
