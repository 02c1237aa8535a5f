package dev.letterbox.modelbased;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.modelbased.model.WriteCommand;
import java.util.ArrayList;
import java.util.List;

/** An operation on the message {@code m} from ann to ben in the conversation {@code root}. */
record RacingOperation(String description, ModelStep.ModelOperation operation) {

  private static final String ANN = "ann";
  private static final String BEN = "ben";
  private static final String CEM = "cem";
  private static final String MESSAGE = InitialState.MESSAGE;
  private static final String ROOT = InitialState.ROOT;

  static List<RacingOperation> all() {
    List<RacingOperation> operations = new ArrayList<>();
    for (MailboxAction action : MailboxAction.values()) {
      operations.add(
          new RacingOperation(
              "recipient: " + action,
              system -> system.act(BEN, action, List.of(MESSAGE), List.of())));
    }
    for (MailboxAction action :
        List.of(MailboxAction.ARCHIVE, MailboxAction.RESTORE, MailboxAction.DELETE)) {
      operations.add(
          new RacingOperation(
              "recipient: " + action + " conversation",
              system -> system.act(BEN, action, List.of(), List.of(ROOT))));
    }
    operations.add(
        new RacingOperation(
            "sender: DELETE",
            system -> system.act(ANN, MailboxAction.DELETE, List.of(MESSAGE), List.of())));
    operations.add(
        new RacingOperation(
            "sender: ARCHIVE conversation",
            system -> system.act(ANN, MailboxAction.ARCHIVE, List.of(), List.of(ROOT))));
    operations.addAll(readOperations());
    operations.addAll(writeOperations());
    operations.addAll(moderationOperations());
    return operations;
  }

  private static List<RacingOperation> readOperations() {
    return List.of(
        new RacingOperation("recipient opens", system -> system.open(BEN, MESSAGE)),
        new RacingOperation(
            "recipient reads conversation", system -> system.openConversation(BEN, ROOT)),
        new RacingOperation(
            "recipient reads inbox",
            system -> system.listFolder(BEN, Folder.INBOX, Grouping.CONVERSATION, 10)),
        new RacingOperation(
            "recipient marks read up to it", system -> system.markReadUpTo(BEN, MESSAGE)));
  }

  private static List<RacingOperation> writeOperations() {
    return List.of(
        new RacingOperation(
            "recipient replies",
            system -> system.reply(WriteCommand.of(BEN, MESSAGE, List.of(), "reply"))),
        new RacingOperation(
            "recipient replies with a copy",
            system -> system.reply(WriteCommand.of(BEN, MESSAGE, List.of(CEM), "copy"))),
        new RacingOperation(
            "sender writes another reply",
            system -> system.reply(WriteCommand.of(ANN, "answer", List.of(), "more"))),
        new RacingOperation(
            "another user writes to both",
            system -> system.write(WriteCommand.of(CEM, null, List.of(ANN, BEN), "other"))),
        new RacingOperation(
            "a broadcast to all", system -> system.broadcast(CEM, List.of(CEM, BEN, ANN), "all")));
  }

  private static List<RacingOperation> moderationOperations() {
    return List.of(
        new RacingOperation("accept", system -> system.accept(CEM, MESSAGE)),
        new RacingOperation("reject", system -> system.reject(CEM, MESSAGE, "No")),
        new RacingOperation("take back", system -> system.takeBack(CEM, MESSAGE)),
        new RacingOperation("withdraw", system -> system.withdraw(ANN, MESSAGE)),
        new RacingOperation("erase recipient", system -> system.erase(BEN, "gone ben")),
        new RacingOperation("erase sender", system -> system.erase(ANN, "gone ann")),
        new RacingOperation("clean up", system -> system.cleanUp(0)));
  }
}
