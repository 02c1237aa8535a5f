package dev.letterbox.maintenance;

import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.CleanupReport;
import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.privacy.UserErasure;
import dev.letterbox.privacy.UserExport;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Transactions;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Maintenance for trusted applications and administrators. */
@Stateless(name = "MaintenanceService")
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MaintenanceServiceBean implements MaintenanceService {

  private static final int MAX_DAYS = 36_500;

  @Resource private TransactionSynchronizationRegistry transactionRegistry;
  @EJB private Transactions transactions;
  @Inject private TransactionBatches batches;
  @Inject private Cleanup cleanup;
  @Inject private Checkup checkup;
  @Inject private UserExport export;
  @Inject private UserErasure erasure;
  @Inject private Settings settings;
  @Inject private Clock clock;

  @Override
  public CleanupReport cleanUp() {
    return cleanUp(settings.get(Setting.CLEANUP_DAYS));
  }

  @Override
  public CleanupReport cleanUp(int days) {
    ValidationErrors errors = new ValidationErrors();
    if (days < 0 || days > MAX_DAYS) {
      errors.add("days", "Must be from 0 to " + MAX_DAYS + ".");
    }
    errors.throwIfAny();
    return cleanup.removeDeletedUntil(clock.now().minus(Duration.ofDays(days)));
  }

  @Override
  public CheckupReport checkUp() {
    return checkup.run(false);
  }

  @Override
  public CheckupReport repair() {
    return checkup.run(true);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void export(String name, OutputStream out) {
    export.write(name, out);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public ErasureReport erase(String name) {
    Supplier<ErasureReport> work = () -> erasure.erase(name);
    if (transactionRegistry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
      return work.get();
    }
    // lock conflicts are likely, because it locks many rows; the last attempt reports them
    return batches.inNewTransaction(work).orElseGet(() -> transactions.inNewTransaction(work));
  }
}
