package dev.letterbox.message;

import dev.letterbox.api.spi.ExchangeFilter;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserFilter;
import dev.letterbox.api.spi.Verdict;
import dev.letterbox.shared.Extension;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks all filters of the installation, in their order. */
@ApplicationScoped
class Filters {

  @Inject @Any private Instance<UserFilter> userFilterBeans;
  @Inject @Any private Instance<ExchangeFilter> exchangeFilterBeans;

  private List<Extension<UserFilter>> userFilters;
  private List<Extension<ExchangeFilter>> exchangeFilters;

  @PostConstruct
  void find() {
    userFilters = Extension.inOrder(userFilterBeans);
    exchangeFilters = Extension.inOrder(exchangeFilterBeans);
  }

  /**
   * Whom of these nobody may write to, and why, by name.
   *
   * @param users at most 1,000
   */
  Map<String, String> refused(Collection<User> users) {
    return refused(users, userFilters, filter -> filter.judgeAll(users));
  }

  /**
   * Whom of these the sender may not write to, and why, by name.
   *
   * @param users at most 1,000
   */
  Map<String, String> refused(String sender, Collection<User> users) {
    return refused(users, exchangeFilters, filter -> filter.judgeAll(sender, users));
  }

  /** Reasons of several filters are joined; empty without any. */
  private static <F> Map<String, String> refused(
      Collection<User> users,
      List<Extension<F>> filters,
      Function<F, Map<String, Verdict>> question) {
    Map<String, Set<String>> reasons = new LinkedHashMap<>();
    if (!users.isEmpty()) {
      for (Extension<F> filter : filters) {
        filter.ask(question).forEach((name, verdict) -> note(name, verdict, reasons));
      }
    }
    return reasons.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, refusal -> joined(refusal.getValue())));
  }

  private static void note(String name, Verdict verdict, Map<String, Set<String>> reasons) {
    if (!verdict.allowed()) {
      reasons.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(verdict.reason());
    }
  }

  private static String joined(Set<String> reasons) {
    return reasons.stream().filter(reason -> !reason.isEmpty()).collect(Collectors.joining(", "));
  }
}
