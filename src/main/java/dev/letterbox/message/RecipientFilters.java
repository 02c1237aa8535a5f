package dev.letterbox.message;

import dev.letterbox.api.spi.ExchangeFilter;
import dev.letterbox.api.spi.FilterDecision;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserFilter;
import dev.letterbox.shared.ExtensionBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs all filters of the installation, in the order of their priorities. */
@ApplicationScoped
class RecipientFilters {

  @Inject @Any private Instance<UserFilter> userFilterBeans;
  @Inject @Any private Instance<ExchangeFilter> exchangeFilterBeans;

  private List<ExtensionBean<UserFilter>> userFilters;
  private List<ExtensionBean<ExchangeFilter>> exchangeFilters;

  @PostConstruct
  void findFilters() {
    userFilters = ExtensionBean.inPriorityOrder(userFilterBeans);
    exchangeFilters = ExtensionBean.inPriorityOrder(exchangeFilterBeans);
  }

  /**
   * Users whom user filters reject: reasons by name.
   *
   * @param users at most 1,000
   */
  Map<String, String> rejections(Collection<User> users) {
    return rejections(users, userFilters, filter -> filter.call(bean -> bean.decideAll(users)));
  }

  /**
   * Begins the decisions of exchange filters that need no more than names.
   *
   * @param names at most 1,000, perhaps of unknown users
   */
  BegunDecisions begin(String sender, Set<String> names) {
    Map<ExtensionBean<ExchangeFilter>, Supplier<Map<String, FilterDecision>>> decisions =
        new HashMap<>();
    for (ExtensionBean<ExchangeFilter> filter : exchangeFilters) {
      if (filter.bean() instanceof DeferrableFilter deferrable) {
        decisions.put(filter, filter.call(bean -> deferrable.decideLater(sender, names)));
      }
    }
    return new BegunDecisions(names, decisions);
  }

  /**
   * Decisions that were begun.
   *
   * @param names the users that they are about
   */
  record BegunDecisions(
      Set<String> names,
      Map<ExtensionBean<ExchangeFilter>, Supplier<Map<String, FilterDecision>>> byFilter) {

    static final BegunDecisions NONE = new BegunDecisions(Set.of(), Map.of());

    /** The decisions of a filter about all of these users; empty if it has not begun them. */
    Optional<Supplier<Map<String, FilterDecision>>> of(
        ExtensionBean<ExchangeFilter> filter, Set<String> users) {
      return names.containsAll(users)
          ? Optional.ofNullable(byFilter.get(filter))
          : Optional.empty();
    }
  }

  /**
   * Users whom exchange filters reject for this sender: reasons by name.
   *
   * @param users at most 1,000
   */
  Map<String, String> rejections(String sender, Collection<User> users, BegunDecisions begun) {
    Set<String> names = users.stream().map(User::name).collect(Collectors.toSet());
    return rejections(
        users,
        exchangeFilters,
        filter -> {
          Map<String, FilterDecision> decisions =
              new HashMap<>(
                  begun
                      .of(filter, names)
                      .map(begunBefore -> filter.call(bean -> begunBefore.get()))
                      .orElseGet(() -> filter.call(bean -> bean.decideAll(sender, users))));
          decisions.keySet().retainAll(names);
          return decisions;
        });
  }

  /** Joins the reasons of several filters; an empty text without any reason. */
  private static <F> Map<String, String> rejections(
      Collection<User> users,
      List<ExtensionBean<F>> filters,
      Function<ExtensionBean<F>, Map<String, FilterDecision>> decisions) {
    Map<String, Set<String>> reasons = new LinkedHashMap<>();
    if (!users.isEmpty()) {
      for (ExtensionBean<F> filter : filters) {
        decisions.apply(filter).forEach((name, decision) -> addReason(name, decision, reasons));
      }
    }
    return reasons.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, rejection -> joinReasons(rejection.getValue())));
  }

  private static void addReason(
      String name, FilterDecision decision, Map<String, Set<String>> reasons) {
    if (!decision.allowed()) {
      reasons.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(decision.reason());
    }
  }

  private static String joinReasons(Set<String> reasons) {
    return reasons.stream().filter(reason -> !reason.isEmpty()).collect(Collectors.joining(", "));
  }
}
