package dev.letterbox.testing;

import dev.letterbox.api.LiveService;
import dev.letterbox.api.MailboxHint;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An application that watches mailboxes. */
@ApplicationScoped
public class Watching {

  @EJB private LiveService live;

  /** Watches from this version on; the list gets what is heard. */
  public static List<MailboxHint> since(long version, String owner) {
    List<MailboxHint> heard = new CopyOnWriteArrayList<>();
    watch(version, owner, heard::add);
    return heard;
  }

  /** Watches from this version on. */
  public static LiveService.Watch watch(long version, String owner, Consumer<MailboxHint> heard) {
    Watching watching = CDI.current().select(Watching.class).get();
    return watching.begin(version, owner, heard);
  }

  LiveService.Watch begin(long version, String owner, Consumer<MailboxHint> heard) {
    return live.watch(owner, OptionalLong.of(version), heard);
  }
}
