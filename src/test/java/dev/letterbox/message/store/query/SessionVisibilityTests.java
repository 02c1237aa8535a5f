package dev.letterbox.message.store.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Level;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.security.CurrentSession;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SessionServices;
import dev.letterbox.testing.support.SettableSettings;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Messages of the current session or of none are visible. */
class SessionVisibilityTests extends InServerTestBase implements SessionServices {

  private static void useSession(String session) {
    CDI.current()
        .select(HttpServletRequest.class)
        .get()
        .setAttribute(CurrentSession.ID_ATTRIBUTE, session);
  }

  private long sendNotice(String user, int level, String session) {
    return messages()
        .sendNotice(Notice.of(level, "Hello").to(user).inSession(session).notifyRecipients(false))
        .messageId()
        .getAsLong();
  }

  @Test
  void session_sees_its_own_messages_and_sessionless_messages() {
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    settings.set(Setting.SESSION_NOTICES_ENABLED, true);
    try {
      String bob = users().createWithDemoPassword("bob");
      String ownSession = logIn(bob).session().id();
      String otherSession = logIn(bob).session().id();
      long sessionlessMessage = sendNotice(bob, Level.INFO, null);
      long ownSessionMessage = sendNotice(bob, Level.WARNING, ownSession);
      long otherSessionMessage = sendNotice(bob, Level.ERROR, otherSession);

      assertVisible(bob, ownSession, List.of(ownSessionMessage, sessionlessMessage), Level.WARNING);
      assertVisible(
          bob, otherSession, List.of(otherSessionMessage, sessionlessMessage), Level.ERROR);
      assertVisible(bob, null, List.of(sessionlessMessage), Level.INFO);

      useSession(ownSession);
      assertThrows(
          MessageNotFoundException.class, () -> mailboxes().open(bob, otherSessionMessage));
      assertThrows(
          MessageNotFoundException.class, () -> mailboxes().markRead(bob, otherSessionMessage));
      assertThrows(
          MessageNotFoundException.class, () -> mailboxes().delete(bob, otherSessionMessage));
      assertEquals(2, mailboxes().markReadUpTo(bob, Long.MAX_VALUE, MessageFilter.ALL));
      assertEquals(0, mailboxes().unreadCount(bob));
      useSession(otherSession);
      assertEquals(1, mailboxes().unreadCount(bob));
      sessions().end(otherSession);
      useSession(ownSession);
      assertEquals(2, mailboxes().page(PageRequest.inbox(bob)).results().size());
      tables().assertCountersExact(bob);
    } finally {
      useSession(null);
      settings.reset();
    }
  }

  private void assertVisible(String bob, String session, List<Long> ids, int maxLevel) {
    useSession(session);
    PageRequest all = PageRequest.inbox(bob);
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
  void session_of_a_notice_is_ignored_while_the_setting_is_off() {
    String bob = users().createWithDemoPassword("bob");
    long id = sendNotice(bob, Level.INFO, logIn(bob).session().id());
    assertEquals(id, mailboxes().get(bob, id).id());
    assertEquals(
        0, tables().selectNumber("select count(session_key) from lb_message where id = ?", id));
  }

  @Test
  void notice_to_several_users_can_not_belong_to_a_session() {
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    settings.set(Setting.SESSION_NOTICES_ENABLED, true);
    try {
      List<String> two = users().createMany("two", 2);
      Notice notice = Notice.info("Hello").to(two).inSession("x");
      assertThrows(InvalidInputException.class, () -> messages().sendNotice(notice));
      two.forEach(name -> assertEquals(0, tables().deliveryCount(name)));
    } finally {
      settings.reset();
    }
  }
}
