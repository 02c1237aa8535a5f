package dev.letterbox.block;

import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.conversation.Block;
import dev.letterbox.api.conversation.BlockService;
import dev.letterbox.api.conversation.Recipient;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.message.UserNames;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists, adds and removes blocks; users are named as typed. */
@Stateless(name = "BlockService")
@PermitAll
public class BlockServiceBean implements BlockService {

  @Inject private BlockRepository blocks;
  @Inject private UserNames userNames;
  @Inject private UserDirectory directory;
  @Inject private Clock clock;

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Block> blocks(String owner) {
    Map<String, Instant> createdAtByName = blocks.findByOwner(owner);
    Map<String, User> users =
        createdAtByName.isEmpty() ? Map.of() : directory.findAll(createdAtByName.keySet());
    return createdAtByName.entrySet().stream()
        .map(block -> new Block(toRecipient(block.getKey(), users), block.getValue()))
        .toList();
  }

  private Recipient toRecipient(String name, Map<String, User> users) {
    return Optional.ofNullable(users.get(name))
        .map(userNames::recipient)
        .orElseGet(() -> new Recipient(name, name));
  }

  @Override
  public void block(String owner, String user) {
    String blocked =
        userNames
            .find(user)
            .map(User::name)
            .orElseThrow(() -> new NotFoundException("user " + user));
    Map<String, Instant> createdAtByName = blocks.findByOwner(owner);
    ValidationErrors errors = new ValidationErrors();
    if (blocked.equals(owner)) {
      errors.add("user", "Users cannot block themselves.");
    }
    if (createdAtByName.size() >= MAX_BLOCKS && !createdAtByName.containsKey(blocked)) {
      errors.add("user", "A user can block at most " + MAX_BLOCKS + " others.");
    }
    errors.throwIfAny();
    blocks.insert(owner, blocked, clock.now());
  }

  @Override
  public void unblock(String owner, String user) {
    Optional<User> found = userNames.find(user);
    boolean removed = blocks.delete(owner, found.map(User::name).orElse(user));
    if (!removed && found.isEmpty()) {
      throw new NotFoundException("user " + user);
    }
  }
}
