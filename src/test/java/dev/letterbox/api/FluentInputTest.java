package dev.letterbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.letterbox.api.account.AccountChange;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.api.conversation.DraftRequest;
import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.internal.Copyable;
import dev.letterbox.api.moderation.ModerationRequest;
import dev.letterbox.api.notification.NewWebhook;
import dev.letterbox.api.notification.OutboxRequest;
import dev.letterbox.api.notification.PreferenceChange;
import dev.letterbox.api.notification.WebhookChange;
import dev.letterbox.api.request.IdempotentRequest;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs of services that are immutable and built fluently. */
class FluentInputTest {

  /** Properties that have another name than the methods that change them. */
  private static final Map<String, List<String>> PROPERTIES =
      Map.of(
          "from", List.of("sender"),
          "by", List.of("sender"),
          "to", List.of("recipients", "recipient"),
          "orderBy", List.of("order"),
          "asUser", List.of("byUser"),
          "moderatedBy", List.of("moderators"),
          "inSession", List.of("session"),
          "replyingTo", List.of("replyTo"),
          "enable", List.of("choices"),
          "disable", List.of("choices"));

  /** An input and those of its properties that its factory sets for ever. */
  private record Input(Object value, Set<String> fixed) {}

  private static final List<Input> INPUTS =
      List.of(
          new Input(PageRequest.inbox("bob"), Set.of("folder", "owner")),
          new Input(NewMessage.from("alice"), Set.of("sender", "visitor")),
          new Input(Reply.to(17), Set.of("parent")),
          new Input(Broadcast.from("office"), Set.of("sender")),
          new Input(Notice.info("Hello"), Set.of("level", "text")),
          new Input(ModerationRequest.pending(), Set.of("status")),
          new Input(ConversationRequest.of("bob", 17), Set.of("owner", "thread")),
          new Input(DraftRequest.by("bob"), Set.of("owner")),
          new Input(NewAccount.named("alice"), Set.of("name")),
          new Input(AccountChange.of("alice"), Set.of("name")),
          new Input(NewWebhook.to("https://example.org"), Set.of("url")),
          new Input(WebhookChange.of(3), Set.of("id")),
          new Input(PreferenceChange.of("alice"), Set.of("user")),
          new Input(OutboxRequest.dead(), Set.of("state")),
          new Input(
              IdempotentRequest.of("shop", "key", "text"), Set.of("owner", "key", "content")));

  static List<Input> inputs() {
    return INPUTS;
  }

  @Test
  void all_inputs_are_tested() {
    Set<String> types = new TreeSet<>();
    new ClassFileImporter()
        .importPackages("dev.letterbox.api")
        .that(DescribedPredicate.describe("values", type -> type.isAssignableTo(Copyable.class)))
        .forEach(
            type -> type.getEnclosingClass().ifPresent(each -> types.add(each.getSimpleName())));
    types.remove(Message.class.getSimpleName()); // is an output
    Set<String> tested = new TreeSet<>();
    INPUTS.forEach(input -> tested.add(input.value().getClass().getSimpleName()));
    assertEquals(types, tested);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void each_method_changes_one_property_of_a_copy(Input input) throws Exception {
    Map<String, Object> original = properties(input.value());
    Set<String> changeable = new TreeSet<>();
    for (Method method : changes(input.value())) {
      String property = propertyOf(method, original.keySet());
      Object[] arguments = arguments(method, original.get(property));
      Map<String, Object> changed = properties(method.invoke(input.value(), arguments));

      assertEquals(original, properties(input.value()), method + ": the original");
      Set<String> expected = new TreeSet<>(Set.of(property));
      if (property.equals("cursor") && original.containsKey("offset")) {
        expected.add("counted");
      }
      assertEquals(expected, differences(original, changed), method.toString());
      if (arguments.length == 1 && changed.get(property) instanceof Collection<?> elements) {
        assertEquals(List.copyOf(elementsOf(arguments[0])), elements, method.toString());
      } else if (arguments.length == 1 && !property.equals("recipients")) {
        assertEquals(arguments[0], changed.get(property), method.toString());
      }
      changeable.add(property);
    }
    changeable.addAll(input.fixed());
    assertEquals(original.keySet(), changeable);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void inputs_are_made_by_factories_only(Input input) {
    Class<?> type = input.value().getClass();
    assertTrue(Modifier.isFinal(type.getModifiers()));
    assertEquals(0, type.getConstructors().length);
  }

  @Test
  void page_has_either_an_offset_or_a_cursor() {
    PageRequest byCursor = PageRequest.inbox("bob").offset(20).cursor("x");
    assertEquals(0, byCursor.offset());
    assertNull(byCursor.offset(20).cursor());
    ModerationRequest moderation = ModerationRequest.pending().offset(20).cursor("x");
    assertEquals(0, moderation.offset());
    assertNull(moderation.offset(20).cursor());
  }

  @Test
  void list_is_copied_and_contains_no_null() {
    List<String> names = new ArrayList<>(List.of("bob"));
    NewMessage message = NewMessage.from("alice").to(names);
    names.add(null);
    assertEquals(List.of("bob"), message.recipients());
    assertThrows(NullPointerException.class, () -> message.to(names));
    assertThrows(NullPointerException.class, () -> Reply.to(17).copies(names));
    assertThrows(NullPointerException.class, () -> Notice.info("Hello").tags(names));
    assertThrows(NullPointerException.class, () -> Broadcast.from("office").tags(names));
    assertThrows(NullPointerException.class, () -> DraftRequest.by("bob").to(names));
    assertThrows(NullPointerException.class, () -> NewAccount.named("alice").roles(names));
    assertThrows(NullPointerException.class, () -> AccountChange.of("alice").roles(names));
    assertThrows(
        NullPointerException.class, () -> NewMessage.from("alice").to((Collection<String>) null));
  }

  @Test
  void null_in_a_change_keeps_the_value() {
    assertNull(AccountChange.of("alice").roles("admin").roles((List<String>) null).roles());
    assertNull(AccountChange.of("alice").active(true).active(null).active());
    assertNull(
        WebhookChange.of(3).events(List.of()).events((List<MessageEventType>) null).events());
  }

  @Test
  void text_of_an_input_contains_no_secret_and_no_content() {
    for (Object input :
        List.of(
            NewMessage.from("alice").subject("Lunch").body("secret"),
            NewMessage.fromVisitor("secret@example.org"),
            NewAccount.named("alice").password("secret"),
            NewWebhook.to("https://example.org").secret("secret"),
            IdempotentRequest.of("shop", "key", "secret"))) {
      String text = input.toString();
      assertTrue(text.startsWith(input.getClass().getSimpleName() + "["), text);
      assertFalse(text.contains("secret"), text);
    }
  }

  private static Map<String, Object> properties(Object input) throws Exception {
    Map<String, Object> properties = new TreeMap<>();
    for (Method method : input.getClass().getMethods()) {
      if (method.getDeclaringClass() == input.getClass()
          && !Modifier.isStatic(method.getModifiers())
          && method.getReturnType() != input.getClass()
          && !method.getName().equals("toString")) {
        properties.put(method.getName(), method.invoke(input));
      }
    }
    return properties;
  }

  private static List<Method> changes(Object input) {
    return Stream.of(input.getClass().getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getReturnType() == input.getClass())
        .toList();
  }

  private static String propertyOf(Method method, Set<String> properties) {
    return PROPERTIES.getOrDefault(method.getName(), List.of(method.getName())).stream()
        .filter(properties::contains)
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> differences(Map<String, Object> one, Map<String, Object> other) {
    return one.keySet().stream()
        .filter(name -> !Objects.equals(one.get(name), other.get(name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Arguments that differ from the current value of the property. */
  private static Object[] arguments(Method method, Object current) {
    return Stream.of(method.getGenericParameterTypes())
        .map(type -> sample(type, current))
        .toArray();
  }

  private static Object sample(Type type, Object current) {
    if (type instanceof ParameterizedType generic) {
      Object element = sample(generic.getActualTypeArguments()[0], null);
      return generic.getRawType() == Stream.class ? Stream.of(element) : List.of(element);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isArray()) {
      Object array = Array.newInstance(plain.getComponentType(), 1);
      Array.set(array, 0, sample(plain.getComponentType(), null));
      return array;
    }
    if (plain.isEnum()) {
      return Stream.of(plain.getEnumConstants())
          .filter(constant -> constant != current)
          .findFirst()
          .orElseThrow();
    }
    return Optional.ofNullable(
            Map.<Class<?>, Object>of(
                    String.class,
                    "other",
                    int.class,
                    77,
                    long.class,
                    77L,
                    boolean.class,
                    !Boolean.TRUE.equals(current),
                    Boolean.class,
                    true,
                    MessageFilter.class,
                    MessageFilter.ALL.unread(true),
                    PageRequest.MessageOrder.class,
                    PageRequest.MessageOrder.ascending(PageRequest.MessageOrder.Key.LEVEL),
                    PreferenceChange.PreferenceChoice.class,
                    new PreferenceChange.PreferenceChoice(null, "email", true),
                    AutoModerator.class,
                    (AutoModerator) message -> Optional.empty())
                .get(plain))
        .orElseThrow(() -> new AssertionError("No sample of " + plain));
  }

  private static Collection<?> elementsOf(Object argument) {
    return argument instanceof Object[] array ? List.of(array) : (Collection<?>) argument;
  }
}
