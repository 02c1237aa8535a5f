package dev.letterbox.testing.support;

import dev.letterbox.api.MailboxService;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.account.AccountService;
import dev.letterbox.api.account.SessionService;
import dev.letterbox.api.conversation.BlockService;
import dev.letterbox.api.conversation.ConversationService;
import dev.letterbox.api.conversation.DraftService;
import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.api.moderation.ModerationService;
import dev.letterbox.api.notification.OutboxService;
import dev.letterbox.api.notification.PreferenceService;
import dev.letterbox.api.notification.WebhookService;
import dev.letterbox.api.request.IdempotencyService;
import dev.letterbox.maintenance.DailyMaintenanceTimer;
import dev.letterbox.maintenance.ExpiryTimer;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.JndiNames;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.startup.DemoMessages;
import dev.letterbox.testing.client.server.Deployments;
import dev.letterbox.testing.support.recording.RecordedEvents;
import dev.letterbox.testing.support.recording.RecordingChannel;
import dev.letterbox.testing.support.recording.ScriptedChannel;
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
import org.junit.jupiter.api.Tag;

/** The tests that run inside Payara Micro, in one deployment for each database. */
@ArquillianTest
@Tag("in-server")
public abstract class InServerTestBase implements TestServices {

  static {
    PollingDefaults.apply();
  }

  @Resource(lookup = JndiNames.DATA_SOURCE)
  private DataSource dataSource;

  @EJB(lookup = "java:global/letterbox/MessageService!dev.letterbox.api.MessageService")
  private MessageService messages;

  @EJB(lookup = "java:global/letterbox/MailboxService!dev.letterbox.api.MailboxService")
  private MailboxService mailboxes;

  @EJB(
      lookup =
          "java:global/letterbox/ConversationService!dev.letterbox.api.conversation.ConversationService")
  private ConversationService conversations;

  @EJB(lookup = "java:global/letterbox/AccountService!dev.letterbox.api.account.AccountService")
  private AccountService accounts;

  @EJB(lookup = "java:global/letterbox/SessionService!dev.letterbox.api.account.SessionService")
  private SessionService sessions;

  @EJB(
      lookup =
          "java:global/letterbox/IdempotencyService!dev.letterbox.api.request.IdempotencyService")
  private IdempotencyService idempotency;

  @EJB(
      lookup =
          "java:global/letterbox/ModerationService!dev.letterbox.api.moderation.ModerationService")
  private ModerationService moderation;

  @EJB(
      lookup =
          "java:global/letterbox/MaintenanceService!dev.letterbox.api.maintenance.MaintenanceService")
  private MaintenanceService maintenance;

  @EJB private DailyMaintenanceTimer dailyMaintenanceTimer;

  @EJB(lookup = "java:global/letterbox/BlockService!dev.letterbox.api.conversation.BlockService")
  private BlockService blocks;

  @EJB(lookup = "java:global/letterbox/DraftService!dev.letterbox.api.conversation.DraftService")
  private DraftService drafts;

  @EJB(
      lookup =
          "java:global/letterbox/PreferenceService!dev.letterbox.api.notification.PreferenceService")
  private PreferenceService preferences;

  @EJB(lookup = "java:global/letterbox/OutboxService!dev.letterbox.api.notification.OutboxService")
  private OutboxService outbox;

  @EJB(
      lookup = "java:global/letterbox/WebhookService!dev.letterbox.api.notification.WebhookService")
  private WebhookService webhooks;

  @EJB private DemoMessages demoMessages;

  @EJB private ExpiryTimer expiryTimer;

  @Resource private UserTransaction transaction;

  @Inject private SqlRunner sql;
  @Inject private Database database;

  @Inject private TestUsers users;

  @Inject private TableQueries tables;

  @Inject private RecordedEvents recordedEvents;

  @Inject private RecordingChannel recordedNotifications;

  @Inject private ScriptedChannel scriptedChannel;

  @Inject private SettableClock clock;

  @Inject private SettableSettings settings;

  @Inject private Clock clockOfTheApplication;

  @ArquillianResource private URL url;

  @Deployment
  public static WebArchive war() {
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

  public AccountService accounts() {
    return accounts;
  }

  public BlockService blocks() {
    return blocks;
  }

  public DraftService drafts() {
    return drafts;
  }

  public PreferenceService preferences() {
    return preferences;
  }

  public SessionService sessions() {
    return sessions;
  }

  public MaintenanceService maintenance() {
    return maintenance;
  }

  public DailyMaintenanceTimer dailyMaintenanceTimer() {
    return dailyMaintenanceTimer;
  }

  public ExpiryTimer expiryTimer() {
    return expiryTimer;
  }

  public IdempotencyService idempotency() {
    return idempotency;
  }

  public ModerationService moderation() {
    return moderation;
  }

  public SettableSettings settings() {
    return settings;
  }

  public DemoMessages demoMessages() {
    return demoMessages;
  }

  @Override
  public UserTransaction transaction() {
    return transaction;
  }

  @Override
  public SqlRunner sql() {
    return sql;
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public TestUsers users() {
    return users;
  }

  @Override
  public TableQueries tables() {
    return tables;
  }

  public OutboxService outbox() {
    return outbox;
  }

  public WebhookService webhooks() {
    return webhooks;
  }

  public ScriptedChannel scriptedChannel() {
    return scriptedChannel;
  }

  @Override
  public RecordedEvents recordedEvents() {
    return recordedEvents;
  }

  @Override
  public RecordingChannel recordedNotifications() {
    return recordedNotifications;
  }

  @Override
  public DataSource dataSource() {
    return dataSource;
  }

  @Override
  public SettableClock clock() {
    return clock;
  }

  public Clock applicationClock() {
    return clockOfTheApplication;
  }

  @Override
  public URI base() {
    return TestHttpClient.base(url);
  }
}
