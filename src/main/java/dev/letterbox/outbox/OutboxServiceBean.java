package dev.letterbox.outbox;

import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.notification.OutboxEntry;
import dev.letterbox.api.notification.OutboxRequest;
import dev.letterbox.api.notification.OutboxService;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Lists records of the outbox, and replays or drops them. */
@Stateless(name = "OutboxService")
@PermitAll
public class OutboxServiceBean implements OutboxService {

  private static final Logger LOG = Logger.getLogger(OutboxServiceBean.class.getName());
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  @Inject private OutboxRepository outbox;
  @Inject private Clock clock;

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<OutboxEntry> page(OutboxRequest request) {
    ValidationErrors errors = new ValidationErrors();
    if (request.channel() != null) {
      errors.checkText("channel", request.channel());
    }
    long after = decodeCursor(request.cursor(), errors);
    if (request.limit() < 1 || request.limit() > PageRequest.MAX_LIMIT) {
      errors.add("limit", "Must be from 1 to " + PageRequest.MAX_LIMIT + ".");
    }
    errors.throwIfAny();
    List<OutboxEntry> entries = outbox.findPage(request, after, request.limit() + 1);
    boolean hasMore = entries.size() > request.limit();
    List<OutboxEntry> results = hasMore ? entries.subList(0, request.limit()) : entries;
    Optional<String> next =
        Optional.of(results)
            .filter(page -> hasMore)
            .map(page -> Long.toString(page.get(page.size() - 1).id()));
    return new Page<>(OptionalLong.empty(), results, next, Optional.empty());
  }

  /** The id of the last entry of the page before; 0 for the first page. */
  private static long decodeCursor(String cursor, ValidationErrors errors) {
    if (PageRequest.FIRST_PAGE.equals(cursor)) {
      return 0;
    }
    if (cursor == null || !ID.matcher(cursor).matches()) {
      errors.add("cursor", "Not a cursor of this list; start with an empty one.");
      return 0;
    }
    return Long.parseLong(cursor);
  }

  @Override
  public void replay(long id) {
    if (outbox.replay(id, clock.now())) {
      LOG.info(() -> "Outbox record " + id + " is replayed");
    } else if (!outbox.exists(id)) {
      throw new NotFoundException("outbox entry " + id);
    }
  }

  @Override
  public long replayDead(String channel) {
    ValidationErrors errors = new ValidationErrors();
    errors.checkText("channel", channel);
    errors.throwIfAny();
    long replayed = outbox.replayAll(OutboxState.DEAD, channel, clock.now());
    if (replayed > 0) {
      LOG.info(
          () ->
              replayed
                  + " dead outbox records are replayed, on "
                  + (channel == null ? "all channels" : "channel " + channel));
    }
    return replayed;
  }

  @Override
  public void drop(long id) {
    if (!outbox.delete(id)) {
      throw new NotFoundException("outbox entry " + id);
    }
    LOG.info(() -> "Outbox record " + id + " is dropped");
  }
}
