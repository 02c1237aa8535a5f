package dev.letterbox.api.conversation;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import jakarta.ejb.Local;
import java.util.List;

/**
 * Keeps for each user whom he does not want to be written to by. A block holds for what its user is
 * written from then on, by users and by REST: messages, replies and copies are refused with {@code
 * Writing to some users is not possible: bob (has blocked you).}, and the one who blocks is not
 * found by the one who is blocked. It does not hold for what applications write in a user's name,
 * for broadcasts, and for visitors; what has arrived already stays. The one who blocks may go on
 * writing.
 *
 * <p>Look it up as {@code
 * java:global/letterbox/BlockService!dev.letterbox.api.conversation.BlockService}.
 *
 * <p>Users are named as they are typed, see {@link dev.letterbox.api.spi.UserNameResolver}.
 *
 * <p>Transactions: each operation takes part in the caller's transaction, or runs in one of its own
 * when there is none ({@code REQUIRED}). All instances are safe for use by many threads.
 */
@Local
public interface BlockService {

  /** How many others a user can block at most. */
  int MAX_BLOCKS = 1000;

  /** Whom this user blocks, in the order of their names. */
  List<Block> blocks(String owner);

  /**
   * Blocks a user, active or not; one who is blocked already stays blocked since then.
   *
   * @throws InvalidInputException naming {@code user} when it is the owner himself, or one too many
   * @throws NotFoundException when there is no such user
   */
  void block(String owner, String user);

  /**
   * Takes a block away; without one nothing changes.
   *
   * @throws NotFoundException when there is neither a block nor a user of this name
   */
  void unblock(String owner, String user);
}
