package dev.letterbox.block;

import dev.letterbox.api.spi.ExchangeFilter;
import dev.letterbox.api.spi.FilterDecision;
import dev.letterbox.api.spi.User;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Refuses messages to users who have blocked the sender; one statement for any number of
 * recipients.
 */
@ApplicationScoped
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class BlockFilter implements ExchangeFilter {

  private static final FilterDecision BLOCKED = FilterDecision.refused("has blocked you");

  @Inject private BlockRepository blocks;

  @Override
  public FilterDecision decide(String sender, User recipient) {
    return decideAll(sender, List.of(recipient))
        .getOrDefault(recipient.name(), FilterDecision.ALLOWED);
  }

  @Override
  public Map<String, FilterDecision> decideAll(String sender, Collection<User> recipients) {
    List<String> names = recipients.stream().map(User::name).toList();
    return blocks.ownersBlocking(sender, names).stream()
        .collect(Collectors.toMap(Function.identity(), name -> BLOCKED));
  }
}
