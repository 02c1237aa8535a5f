package dev.letterbox.blocking;

import dev.letterbox.api.Block;
import dev.letterbox.api.BlockService;
import dev.letterbox.api.Recipient;
import dev.letterbox.api.UserNotFoundException;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.message.Naming;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.InputErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps blocks, of users who are named as they are typed. */
@Stateless(name = "BlockService")
@PermitAll
public class BlockServiceBean implements BlockService {

  @Inject private Blocks blocks;
  @Inject private Naming naming;
  @Inject private UserDirectory directory;
  @Inject private Clock clock;

  @Override
  public List<Block> blocks(String owner) {
    Map<String, Instant> since = blocks.of(owner);
    Map<String, User> users = since.isEmpty() ? Map.of() : directory.findAll(since.keySet());
    return since.entrySet().stream()
        .map(block -> new Block(known(block.getKey(), users), block.getValue()))
        .toList();
  }

  private Recipient known(String name, Map<String, User> users) {
    return Optional.ofNullable(users.get(name))
        .map(naming::recipient)
        .orElseGet(() -> new Recipient(name, name));
  }

  @Override
  public void block(String owner, String user) {
    String blocked =
        naming.find(user).map(User::name).orElseThrow(() -> new UserNotFoundException(user));
    Map<String, Instant> since = blocks.of(owner);
    InputErrors errors = new InputErrors();
    if (blocked.equals(owner)) {
      errors.add("user", "Nobody can block himself.");
    }
    if (since.size() >= MAX && !since.containsKey(blocked)) {
      errors.add("user", "Nobody can block more than " + MAX + " others.");
    }
    errors.throwIfAny();
    blocks.add(owner, blocked, clock.now());
  }

  @Override
  public void unblock(String owner, String user) {
    Optional<User> known = naming.find(user);
    boolean removed = blocks.remove(owner, known.map(User::name).orElse(user));
    if (!removed && known.isEmpty()) {
      throw new UserNotFoundException(user);
    }
  }
}
