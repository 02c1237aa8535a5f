package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;

/** Reads pages of folders: messages, tags and number in one statement. */
@ApplicationScoped
class PageReader {

  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private Entries entries;
  @Inject private ShownMessages messages;

  /**
   * A page, and which of its messages become read when they are shown.
   *
   * @param canBecomeRead received ones that are not deleted, whether they are read already or not
   */
  record Looked(Page page, List<Message> canBecomeRead) {}

  /** The page that is asked for, by a request that is right. */
  Looked page(PageRequest request) {
    Place place = placeOf(request);
    Sorting sorting =
        new Sorting(
            request.order(), place.cursor().map(Cursor::begun).orElseGet(() -> clock.now()), sql);
    ShownMessages.Found found =
        messages.read(
            request.owner(),
            entries.page(request, sorting, place.cursor()),
            sorting,
            Side.isShownAsReceived(request.folder()),
            request.counted() ? entries.total(request) : Fragment.of("0"));
    OptionalLong count =
        request.counted()
            ? OptionalLong.of(
                found.total().orElseGet(() -> messages.number(entries.total(request))))
            : OptionalLong.empty();
    Place.Slice slice = place.slice(found.messages(), request.limit(), sorting);
    return new Looked(slice.page(count), slice.canBecomeRead());
  }

  /** Where the page of a request begins. */
  static Place placeOf(PageRequest request) {
    return Place.of(
        request.cursor(),
        String.join(
            "\n",
            request.folder().name(),
            request.grouping().name(),
            request.order().toString(),
            request.owner()));
  }
}
