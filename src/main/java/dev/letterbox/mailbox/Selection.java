package dev.letterbox.mailbox;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.shared.Sql;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Which deliveries of an inbox a filter shows, in SQL. What follows {@code --DERBY-PROPERTIES} is a
 * comment for other databases, see {@code LetterboxDataSource}.
 */
@ApplicationScoped
class Selection {

  /** How Derby reads the inbox of one owner, newest first and oldest first. */
  static final String NEWEST_FIRST = "index=LB_DELIVERY_INBOX";

  static final String OLDEST_FIRST = "constraint=LB_DELIVERY_PK";

  /** What is in the inbox of whoever received it, and what of that is unread. */
  static final String IN_INBOX = "d.archived = false and d.deleted_at is null";

  static final String UNREAD = IN_INBOX + " and d.read_at is null";

  @Inject private Sql sql;
  @Inject private Visibility visibility;

  private Conditions conditions;

  @PostConstruct
  void prepare() {
    conditions = new Conditions(sql);
  }

  /** Whether it looks at {@code lb_message m}, too. */
  boolean needsMessage(MessageFilter filter) {
    return visibility.isLimited()
        || filter.conditions().stream().anyMatch(Conditions::needsMessage);
  }

  /**
   * The {@code from} and {@code where} of {@code lb_delivery d}; more conditions can follow.
   *
   * @param derbyAccess how Derby reads it
   */
  Fragment of(String owner, MessageFilter filter, String derbyAccess) {
    String delivery = "lb_delivery d --DERBY-PROPERTIES " + derbyAccess + "\n";
    Fragment shown =
        needsMessage(filter)
            ? Fragment.of(" from --DERBY-PROPERTIES joinOrder=FIXED\n " + delivery)
                .add(", lb_message m where m.id = d.message_id and ")
            : Fragment.of(" from " + delivery + " where ");
    shown.add("d.recipient = ? and " + IN_INBOX, owner);
    filter.conditions().forEach(condition -> shown.add(" and ").add(conditions.of(condition)));
    return shown.add(visibility.andVisible());
  }
}
