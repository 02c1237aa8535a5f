package dev.letterbox.message;

import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.shared.InputErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out who of those named can be written to, asking the directory for many at a time. */
@ApplicationScoped
class Recipients {

  /** How many names are looked up, and delivered to, at a time. */
  static final int CHUNK = 1000;

  @Inject private UserDirectory directory;

  /**
   * Names sorted out. Each is there once, in the order given.
   *
   * @param active users who can be written to
   * @param unknown names without a user
   * @param inactive users who can't be written to
   */
  record Sorted(Set<String> active, Set<String> unknown, Set<String> inactive) {}

  /** Those named, each once; an error of this field when some can't be written to. */
  List<String> all(Collection<String> names, String field, InputErrors errors) {
    Set<String> active = new LinkedHashSet<>();
    Refusals refusals = new Refusals();
    Iterator<Set<String>> chunks = chunks(names.stream());
    while (chunks.hasNext()) {
      Sorted sorted = sort(chunks.next());
      active.addAll(sorted.active());
      sorted.unknown().forEach(refusals::unknown);
      sorted.inactive().forEach(refusals::unknown);
    }
    refusals.sentences().forEach(text -> errors.add(field, text));
    return List.copyOf(active);
  }

  /** Asks the directory for a chunk of all names. */
  Sorted sort(Set<String> names) {
    Map<String, User> users = directory.findAll(names);
    Sorted sorted = new Sorted(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    for (String name : names) {
      User user = users.get(name);
      if (user == null) {
        sorted.unknown().add(name);
      } else {
        (user.active() ? sorted.active() : sorted.inactive()).add(name);
      }
    }
    return sorted;
  }

  /** {@link #chunks(Stream)}; no names at all are an error. */
  static Iterator<Set<String>> chunks(Stream<String> names, InputErrors errors) {
    Iterator<Set<String>> chunks = chunks(names);
    if (!chunks.hasNext()) {
      noneNamed(errors);
    }
    return chunks;
  }

  /** Notes that nobody is named. */
  static void noneNamed(InputErrors errors) {
    errors.add("recipients", "Name at least one recipient.");
  }

  /**
   * All names, so many at a time, read no earlier than asked for; within a chunk each is there
   * once.
   */
  static Iterator<Set<String>> chunks(Stream<String> names) {
    Iterator<String> rest = names.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rest.hasNext();
      }

      @Override
      public Set<String> next() {
        Set<String> chunk = new LinkedHashSet<>();
        chunk.add(storable(rest.next()));
        while (rest.hasNext() && chunk.size() < CHUNK) {
          chunk.add(storable(rest.next()));
        }
        return chunk;
      }
    };
  }

  /** No user is called like what a database can't even store; the empty name stands for it. */
  static String storable(String name) {
    return name == null || !InputErrors.isStorable(name) ? "" : name;
  }
}
