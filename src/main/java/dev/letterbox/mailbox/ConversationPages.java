package dev.letterbox.mailbox;

import dev.letterbox.api.ConversationRequest;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.MessageOrder;
import dev.letterbox.api.Page;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads conversations page by page: what somebody received in one, and what he sent. Each is a
 * range of an index, so that a page costs the same in a conversation of any length.
 */
@ApplicationScoped
public class ConversationPages {

  private static final String ACCEPTED = "m.moderation_status = 'ACCEPTED'";

  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private ShownMessages messages;
  @Inject private Visibility visibility;
  @Inject private Showing showing;

  /**
   * Whether a request can be answered.
   *
   * @throws dev.letterbox.api.InvalidInputException naming {@code limit} or {@code cursor}
   */
  public void check(ConversationRequest request) {
    RequestRules.check(request);
  }

  /**
   * The page that is asked for, by a request that is right; what it shows becomes read, if asked.
   *
   * @throws MessageNotFoundException when nothing in the conversation is the owner's
   */
  public Page open(ConversationRequest request) {
    Place place = placeOf(request);
    Sorting sorting = sorting(request, place);
    ShownMessages.Found found =
        read(request, sorting, place.cursor(), request.counted() ? total(request) : none());
    if (found.messages().isEmpty()) {
      checkThereIsSomething(request, place);
    }
    Place.Slice slice = place.slice(found.messages(), request.limit(), sorting);
    if (request.markRead()) {
      showing.shown(request.owner(), slice.canBecomeRead());
    }
    return slice.page(
        request.counted()
            ? OptionalLong.of(found.total().orElseGet(() -> messages.number(total(request))))
            : OptionalLong.empty());
  }

  static Place placeOf(ConversationRequest request) {
    return Place.of(
        request.cursor(),
        String.join(
            "\n",
            "conversation " + request.thread(),
            Boolean.toString(request.descending()),
            request.owner()));
  }

  private Sorting sorting(ConversationRequest request, Place place) {
    return new Sorting(
        List.of(new MessageOrder(MessageOrder.Key.CREATED, request.descending())),
        place.cursor().map(Cursor::begun).orElseGet(() -> clock.now()),
        sql);
  }

  private static Fragment none() {
    return Fragment.of("0");
  }

  /** Beyond the end of a conversation there is nothing, but it is there. */
  private void checkThereIsSomething(ConversationRequest request, Place place) {
    Optional<Cursor> begin = Optional.empty();
    if (place.cursor().isEmpty()
        || read(request.limit(1), sorting(request, place), begin, none()).messages().isEmpty()) {
      throw new MessageNotFoundException(request.thread());
    }
  }

  private ShownMessages.Found read(
      ConversationRequest request, Sorting sorting, Optional<Cursor> place, Fragment total) {
    boolean backwards = place.isPresent() && place.get().way().isBackwards();
    List<Fragment> parts =
        List.of(
            ofSide(Side.RECEIVED, place, sorting, root(request)),
            ofSide(Side.RECEIVED, place, sorting, received(request)),
            ofSide(Side.SENT, place, sorting, sent(request)));
    return messages.read(
        request.owner(),
        new Range(sorting, backwards, 0, request.limit() + 1L).of(parts),
        sorting,
        Side.isShownAsReceived(ACCEPTED),
        total);
  }

  private static Fragment ofSide(
      Side side, Optional<Cursor> place, Sorting sorting, Fragment fromWhere) {
    Fragment part =
        Fragment.of("select " + side.columns().id() + " as " + Sorting.ENTRY + ", 1 as messages")
            .add(fromWhere);
    place.ifPresent(cursor -> part.add(sorting.andBeyond(cursor, side.columns())));
    return part;
  }

  private Fragment total(ConversationRequest request) {
    Fragment sum = Fragment.of("(");
    for (Fragment part : List.of(root(request), received(request), sent(request))) {
      sum.add("(select count(*)").add(part).add(") + ");
    }
    return sum.add("0)");
  }

  /** A root to which no reply was delivered. */
  private Fragment root(ConversationRequest request) {
    return delivered("constraint=LB_DELIVERY_PK")
        .add(" and d.recipient = ?", request.owner())
        .add(" and d.message_id = ? and d.single_message = true", request.thread());
  }

  private Fragment received(ConversationRequest request) {
    return delivered("index=LB_DELIVERY_CONVERSATION")
        .add(" and d.recipient = ?", request.owner())
        .add(" and d.thread_id = ? and d.single_message = false", request.thread());
  }

  private Fragment delivered(String derbyAccess) {
    return Fragment.of(" from --DERBY-PROPERTIES joinOrder=FIXED\n lb_delivery d")
        .add(" --DERBY-PROPERTIES " + derbyAccess + "\n, lb_message m" + Selection.LOOKED_UP)
        .add(" where m.id = d.message_id and " + ACCEPTED)
        .add(visibility.andVisible());
  }

  private static Fragment sent(ConversationRequest request) {
    return Fragment.of(" from lb_message m --DERBY-PROPERTIES index=LB_MESSAGE_WRITTEN\n")
        .add(" where m.sender = ?", request.owner())
        .add(" and m.thread_id = ?", request.thread())
        .add(Selection.andNotReceived(ACCEPTED));
  }
}
