package dev.letterbox.blocking;

import dev.letterbox.api.spi.ExchangeFilter;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.Verdict;
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
 * Keeps those whom a user blocks from writing to him; one statement, however many are asked for.
 */
@ApplicationScoped
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class BlockFilter implements ExchangeFilter {

  private static final Verdict BLOCKED = Verdict.refused("has blocked you");

  @Inject private Blocks blocks;

  @Override
  public Verdict judge(String sender, User recipient) {
    return judgeAll(sender, List.of(recipient)).getOrDefault(recipient.name(), Verdict.ALLOWED);
  }

  @Override
  public Map<String, Verdict> judgeAll(String sender, Collection<User> recipients) {
    List<String> names = recipients.stream().map(User::name).toList();
    return blocks.blocking(sender, names).stream()
        .collect(Collectors.toMap(Function.identity(), name -> BLOCKED));
  }
}
