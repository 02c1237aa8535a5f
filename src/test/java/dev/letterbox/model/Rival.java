package dev.letterbox.model;

import dev.letterbox.api.Action;
import dev.letterbox.api.Folder;
import dev.letterbox.api.Grouping;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that happens to {@code m} at the same time as something else. It came from ann to ben,
 * in the conversation {@code root}.
 */
record Rival(String text, Step.Deed deed) {

  private static final String ANN = "ann";
  private static final String BEN = "ben";
  private static final String CEM = "cem";
  private static final String MESSAGE = Situation.MESSAGE;
  private static final String ROOT = Situation.ROOT;

  static List<Rival> all() {
    List<Rival> rivals = new ArrayList<>();
    for (Action action : Action.values()) {
      rivals.add(
          new Rival(
              "recipient: " + action,
              world -> world.act(BEN, action, List.of(MESSAGE), List.of())));
    }
    for (Action action : List.of(Action.ARCHIVE, Action.RESTORE, Action.DELETE)) {
      rivals.add(
          new Rival(
              "recipient: " + action + " conversation",
              world -> world.act(BEN, action, List.of(), List.of(ROOT))));
    }
    rivals.add(
        new Rival(
            "sender: DELETE", world -> world.act(ANN, Action.DELETE, List.of(MESSAGE), List.of())));
    rivals.add(
        new Rival(
            "sender: ARCHIVE conversation",
            world -> world.act(ANN, Action.ARCHIVE, List.of(), List.of(ROOT))));
    rivals.addAll(looking());
    rivals.addAll(writing());
    rivals.addAll(deciding());
    return rivals;
  }

  private static List<Rival> looking() {
    return List.of(
        new Rival("recipient opens", world -> world.open(BEN, MESSAGE)),
        new Rival("recipient reads conversation", world -> world.conversation(BEN, ROOT)),
        new Rival(
            "recipient reads inbox",
            world -> world.list(BEN, Folder.INBOX, Grouping.CONVERSATION, 10)),
        new Rival("recipient has read up to it", world -> world.readUpTo(BEN, MESSAGE)));
  }

  private static List<Rival> writing() {
    return List.of(
        new Rival(
            "recipient replies",
            world -> world.reply(Writing.of(BEN, MESSAGE, List.of(), "reply"))),
        new Rival(
            "recipient replies with a copy",
            world -> world.reply(Writing.of(BEN, MESSAGE, List.of(CEM), "copy"))),
        new Rival(
            "sender writes once more",
            world -> world.reply(Writing.of(ANN, "answer", List.of(), "more"))),
        new Rival(
            "somebody writes to both",
            world -> world.write(Writing.of(CEM, null, List.of(ANN, BEN), "other"))),
        new Rival(
            "a broadcast to all", world -> world.broadcast(CEM, List.of(CEM, BEN, ANN), "all")));
  }

  private static List<Rival> deciding() {
    return List.of(
        new Rival("accept", world -> world.accept(CEM, MESSAGE)),
        new Rival("reject", world -> world.reject(CEM, MESSAGE, "No")),
        new Rival("take back", world -> world.takeBack(CEM, MESSAGE)),
        new Rival("withdraw", world -> world.withdraw(ANN, MESSAGE)),
        new Rival("erase recipient", world -> world.erase(BEN, "gone ben")),
        new Rival("erase sender", world -> world.erase(ANN, "gone ann")),
        new Rival("clean up", world -> world.cleanup(0)));
  }
}
