package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Level;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.CurrentSession;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.SessionServices;
import dev.letterbox.testing.SettableSettings;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 2, sessions: shown are the messages of the current session or of none. */
public interface VisibilityTests extends SessionServices {

  private static void in(String session) {
    CDI.current()
        .select(HttpServletRequest.class)
        .get()
        .setAttribute(CurrentSession.ATTRIBUTE, session);
  }

  private long told(String user, int level, String session) {
    return messages()
        .notify(Notice.of(level, "Hello").to(user).inSession(session).withoutNotification())
        .messageId()
        .getAsLong();
  }

  @Test
  default void session_sees_its_own_messages_and_those_of_none() {
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    settings.set(Setting.USE_SESSIONS, true);
    try {
      String bob = users().withDemoPassword("bob");
      String mine = begin(bob).session().id();
      String other = begin(bob).session().id();
      long ofNone = told(bob, Level.INFO, null);
      long ofMine = told(bob, Level.WARNING, mine);
      long ofOther = told(bob, Level.ERROR, other);

      sees(bob, mine, List.of(ofMine, ofNone), Level.WARNING);
      sees(bob, other, List.of(ofOther, ofNone), Level.ERROR);
      sees(bob, null, List.of(ofNone), Level.INFO);

      in(mine);
      assertThrows(MessageNotFoundException.class, () -> mailboxes().open(bob, ofOther));
      assertThrows(MessageNotFoundException.class, () -> mailboxes().markRead(bob, ofOther));
      assertThrows(MessageNotFoundException.class, () -> mailboxes().delete(bob, ofOther));
      assertEquals(2, mailboxes().markReadUpTo(bob, Long.MAX_VALUE));
      assertEquals(0, mailboxes().unreadCount(bob));
      in(other);
      assertEquals(1, mailboxes().unreadCount(bob));
      sessions().end(other);
      in(mine);
      assertEquals(2, mailboxes().page(PageRequest.inbox(bob)).results().size());
      assertEquals(0, rows().wrongCounters(List.of(bob)));
    } finally {
      in(null);
      settings.reset();
    }
  }

  private void sees(String bob, String session, List<Long> ids, int maxLevel) {
    in(session);
    PageRequest all = PageRequest.inbox(bob).withoutMarkingRead();
    assertEquals(ids, mailboxes().page(all).results().stream().map(Message::id).toList(), session);
    assertEquals(OptionalLong.of(ids.size()), mailboxes().page(all).count());
    assertEquals(OptionalLong.of(ids.size()), mailboxes().page(all.offset(50)).count());
    assertEquals(ids.size(), mailboxes().unreadCount(bob));
    assertEquals(ids.size(), mailboxes().summary(bob).unread());
    assertEquals(OptionalInt.of(maxLevel), mailboxes().summary(bob).maxLevel());
    assertEquals(ids.size(), mailboxes().summary(bob, MessageFilter.ALL.levelFrom(1)).unread());
    ids.forEach(id -> assertEquals(id, mailboxes().get(bob, id).id()));
  }

  @Test
  default void without_the_setting_a_session_is_nothing_special() {
    String bob = users().withDemoPassword("bob");
    long id = told(bob, Level.INFO, begin(bob).session().id());
    assertEquals(id, mailboxes().get(bob, id).id());
    assertEquals(0, rows().number("select count(session_key) from lb_message where id = ?", id));
  }

  @Test
  default void notice_to_several_users_belongs_to_no_session() {
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    settings.set(Setting.USE_SESSIONS, true);
    try {
      List<String> two = users().many("two", 2);
      Notice notice = Notice.info("Hello").to(two).inSession("x");
      assertThrows(InvalidInputException.class, () -> messages().notify(notice));
      two.forEach(name -> assertEquals(0, rows().deliveries(name)));
    } finally {
      settings.reset();
    }
  }
}
