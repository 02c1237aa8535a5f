package dev.letterbox.block;

import dev.letterbox.api.spi.FilterDecision;
import dev.letterbox.api.spi.User;
import dev.letterbox.message.DeferrableFilter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Refuses messages to users who have blocked the sender; one statement for any number of
 * recipients.
 */
@ApplicationScoped
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class BlockFilter implements DeferrableFilter {

  private static final FilterDecision BLOCKED = FilterDecision.refused("has blocked you");

  @Inject private BlockRepository blocks;

  @Override
  public FilterDecision decide(String sender, User recipient) {
    return decideAll(sender, List.of(recipient))
        .getOrDefault(recipient.name(), FilterDecision.ALLOWED);
  }

  @Override
  public Map<String, FilterDecision> decideAll(String sender, Collection<User> recipients) {
    return decideLater(sender, recipients.stream().map(User::name).toList()).get();
  }

  @Override
  public Supplier<Map<String, FilterDecision>> decideLater(
      String sender, Collection<String> names) {
    Supplier<List<String>> owners = blocks.ownersBlocking(sender, names);
    return () ->
        owners.get().stream().collect(Collectors.toMap(Function.identity(), name -> BLOCKED));
  }
}
