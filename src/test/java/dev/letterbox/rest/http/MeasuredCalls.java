package dev.letterbox.rest.http;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.statement.StatementRecorder.RecordableWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls of services that no request makes, whose costs docs/performance.md states, too. */
final class MeasuredCalls {

  private final InServerTestBase test;
  private final List<String> users;

  MeasuredCalls(InServerTestBase test) {
    this.test = test;
    this.users = test.users().createMany("many", 3000);
  }

  Map<String, RecordableWork> all() {
    Map<String, RecordableWork> calls = new LinkedHashMap<>();
    calls.put("MessageService.write, 100 times in one transaction", this::writeInOneTransaction);
    calls.put("MessageService.broadcast, to 1,000 users, not notified", () -> broadcast(1000));
    calls.put("MessageService.broadcast, to 3,000 users, not notified", () -> broadcast(3000));
    return calls;
  }

  private void writeInOneTransaction() throws Exception {
    test.transaction().begin();
    for (int i = 0; i < 100; i++) {
      test.messages().write(NewMessage.from(users.get(0)).to(users.get(1)).subject("s").body("m"));
    }
    test.transaction().commit();
  }

  private void broadcast(int recipients) {
    test.messages()
        .broadcast(
            Broadcast.from(users.get(0))
                .to(users.subList(0, recipients))
                .subject("s")
                .body("m")
                .notifyRecipients(false));
  }
}
