package dev.letterbox.api.conversation;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import jakarta.ejb.Local;
import java.util.List;

/**
 * Keeps for each user a list of blocked users, who can't write to that user.
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/BlockService!dev.letterbox.api.conversation.BlockService")
 * private BlockService blocks;
 *
 * blocks.block("alice", "bob"); // bob can't write to alice from now on
 * }</pre>
 *
 * <p>A block applies to messages, replies and copies that the blocked user writes from then on:
 * they are refused with {@code Writing to some users is not possible: bob (has blocked you).} The
 * blocked user does not find the owner in the search for recipients. It does not apply to what
 * applications write in a user's name, to broadcasts, to visitors and to messages that have
 * arrived. The owner can still write to the blocked user.
 *
 * <p>Who may call: any application on the server. The caller names the owner of the list and is
 * responsible for checking who that is. Blocked users are named as they are addressed, see {@link
 * dev.letterbox.api.spi.UserNameResolver}.
 *
 * <p>Transactions: each operation joins the caller's transaction, or runs in its own when there is
 * none ({@code REQUIRED}); one that only reads begins none ({@code SUPPORTS}). All instances are
 * thread-safe.
 */
@Local
public interface BlockService {

  /** Maximum number of users that a user can block. */
  int MAX_BLOCKS = 1000;

  /** The users whom this user has blocked, ordered by name. */
  List<Block> blocks(String owner);

  /**
   * Blocks a user, active or not. Blocking again changes nothing.
   *
   * @throws InvalidInputException naming {@code user} if it is the owner, or one too many
   * @throws NotFoundException if there is no such user
   */
  void block(String owner, String user);

  /**
   * Removes a block. Without one nothing changes.
   *
   * @throws NotFoundException if there is neither a block nor a user of this name
   */
  void unblock(String owner, String user);
}
