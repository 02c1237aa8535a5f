package dev.letterbox.moderation;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Page;
import dev.letterbox.api.moderation.ModeratedMessage;
import dev.letterbox.api.moderation.ModerationRequest;
import dev.letterbox.mailbox.PagePosition;
import dev.letterbox.mailbox.PageSlice;
import dev.letterbox.message.VisitorAddressMasker;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.message.store.query.ModerationQuery;
import dev.letterbox.message.store.query.ModerationQuery.ModerationRow;
import dev.letterbox.message.store.query.PageCursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;

/** Reads pending and moderated messages, with masked visitor addresses. */
@ApplicationScoped
class ModerationQueue {

  /** All moderators see the same queue in the same order of ids. */
  private static final String CURSOR_SCOPE = "moderation";

  @Inject private ModerationQuery query;
  @Inject private VisitorAddressMasker addressMasker;

  ModeratedMessage get(long messageId) {
    return query
        .find(messageId)
        .map(this::toMessage)
        .orElseThrow(() -> new MessageNotFoundException(messageId));
  }

  /** Reads the page of a valid request. */
  Page<ModeratedMessage> page(ModerationRequest request) {
    PagePosition position = positionOf(request);
    List<ModerationRow> rows = query.page(request, position.cursor());
    OptionalLong count =
        request.counted() ? OptionalLong.of(query.count(request)) : OptionalLong.empty();
    PageSlice<ModerationRow> slice =
        position.sliceOf(
            rows,
            request.limit(),
            rows.size() > request.limit(),
            (row, direction) -> PageCursor.ofId(direction, row.message().id()));
    return new Page<>(
        count,
        slice.entries().stream().map(this::toMessage).toList(),
        slice.next(),
        slice.previous());
  }

  static PagePosition positionOf(ModerationRequest request) {
    return PagePosition.of(request.cursor(), CURSOR_SCOPE);
  }

  private ModeratedMessage toMessage(ModerationRow row) {
    MessageHeader header = row.message().header();
    return new ModeratedMessage(
        header.id(),
        header.thread(),
        header.parent(),
        header.sender(),
        header.recipient(),
        addressMasker.mask(header.visitorEmail()),
        header.subject(),
        row.message().body(),
        row.message().bodyTruncated(),
        header.sentAt(),
        header.moderationStatus(),
        header.moderationBy(),
        header.moderationDate(),
        header.moderationReason(),
        row.ratings());
  }
}
