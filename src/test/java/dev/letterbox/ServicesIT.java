package dev.letterbox;

import dev.letterbox.api.AccountService;
import dev.letterbox.api.BlockService;
import dev.letterbox.api.ConversationService;
import dev.letterbox.api.DraftService;
import dev.letterbox.api.IdempotencyService;
import dev.letterbox.api.MailboxService;
import dev.letterbox.api.MaintenanceService;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.ModerationService;
import dev.letterbox.api.OutboxService;
import dev.letterbox.api.PreferenceService;
import dev.letterbox.api.SessionService;
import dev.letterbox.api.WebhookService;
import dev.letterbox.maintenance.DemoMessages;
import dev.letterbox.maintenance.Housekeeping;
import dev.letterbox.maintenance.NightlyMaintenance;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Names;
import dev.letterbox.shared.Sql;
import dev.letterbox.testing.Heard;
import dev.letterbox.testing.Http;
import dev.letterbox.testing.Rows;
import dev.letterbox.testing.Scripted;
import dev.letterbox.testing.SettableClock;
import dev.letterbox.testing.SettableSettings;
import dev.letterbox.testing.Users;
import dev.letterbox.testing.client.Deployments;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.net.URI;
import java.net.URL;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The tests that run inside Payara Micro, in one deployment for each database. */
@ArquillianTest
class ServicesIT implements InServerTests {

  @Resource(lookup = Names.DATA_SOURCE)
  private DataSource dataSource;

  @EJB(lookup = "java:global/letterbox/MessageService!dev.letterbox.api.MessageService")
  private MessageService messages;

  @EJB(lookup = "java:global/letterbox/MailboxService!dev.letterbox.api.MailboxService")
  private MailboxService mailboxes;

  @EJB(lookup = "java:global/letterbox/ConversationService!dev.letterbox.api.ConversationService")
  private ConversationService conversations;

  @EJB(lookup = "java:global/letterbox/AccountService!dev.letterbox.api.AccountService")
  private AccountService accounts;

  @EJB(lookup = "java:global/letterbox/SessionService!dev.letterbox.api.SessionService")
  private SessionService sessions;

  @EJB(lookup = "java:global/letterbox/IdempotencyService!dev.letterbox.api.IdempotencyService")
  private IdempotencyService idempotency;

  @EJB(lookup = "java:global/letterbox/ModerationService!dev.letterbox.api.ModerationService")
  private ModerationService moderation;

  @EJB(lookup = "java:global/letterbox/MaintenanceService!dev.letterbox.api.MaintenanceService")
  private MaintenanceService maintenance;

  @EJB private NightlyMaintenance nightly;

  @EJB(lookup = "java:global/letterbox/BlockService!dev.letterbox.api.BlockService")
  private BlockService blocks;

  @EJB(lookup = "java:global/letterbox/DraftService!dev.letterbox.api.DraftService")
  private DraftService drafts;

  @EJB(lookup = "java:global/letterbox/PreferenceService!dev.letterbox.api.PreferenceService")
  private PreferenceService preferences;

  @EJB(lookup = "java:global/letterbox/OutboxService!dev.letterbox.api.OutboxService")
  private OutboxService outbox;

  @EJB(lookup = "java:global/letterbox/WebhookService!dev.letterbox.api.WebhookService")
  private WebhookService webhooks;

  @EJB private DemoMessages demoMessages;

  @EJB private Housekeeping housekeeping;

  @Resource private UserTransaction transaction;

  @Inject private Sql sql;

  @Inject private Users users;

  @Inject private Rows rows;

  @Inject private Heard heard;

  @Inject private Scripted scripted;

  @Inject private SettableClock clock;

  @Inject private SettableSettings settings;

  @Inject private Clock clockOfTheApplication;

  @ArquillianResource private URL url;

  @Deployment
  static WebArchive war() {
    return Deployments.withTests();
  }

  @Override
  public MessageService messages() {
    return messages;
  }

  @Override
  public MailboxService mailboxes() {
    return mailboxes;
  }

  @Override
  public ConversationService conversations() {
    return conversations;
  }

  @Override
  public AccountService accounts() {
    return accounts;
  }

  @Override
  public BlockService blocks() {
    return blocks;
  }

  @Override
  public DraftService drafts() {
    return drafts;
  }

  @Override
  public PreferenceService preferences() {
    return preferences;
  }

  @Override
  public SessionService sessions() {
    return sessions;
  }

  @Override
  public MaintenanceService maintenance() {
    return maintenance;
  }

  @Override
  public NightlyMaintenance nightly() {
    return nightly;
  }

  @Override
  public Housekeeping housekeeping() {
    return housekeeping;
  }

  @Override
  public IdempotencyService idempotency() {
    return idempotency;
  }

  @Override
  public ModerationService moderation() {
    return moderation;
  }

  @Override
  public SettableSettings settings() {
    return settings;
  }

  @Override
  public DemoMessages demoMessages() {
    return demoMessages;
  }

  @Override
  public UserTransaction transaction() {
    return transaction;
  }

  @Override
  public Sql sql() {
    return sql;
  }

  @Override
  public Users users() {
    return users;
  }

  @Override
  public Rows rows() {
    return rows;
  }

  @Override
  public OutboxService outbox() {
    return outbox;
  }

  @Override
  public WebhookService webhooks() {
    return webhooks;
  }

  @Override
  public Scripted scripted() {
    return scripted;
  }

  @Override
  public Heard heard() {
    return heard;
  }

  @Override
  public DataSource dataSource() {
    return dataSource;
  }

  @Override
  public SettableClock clock() {
    return clock;
  }

  @Override
  public Clock clockOfTheApplication() {
    return clockOfTheApplication;
  }

  @Override
  public URI base() {
    return Http.base(url);
  }
}
