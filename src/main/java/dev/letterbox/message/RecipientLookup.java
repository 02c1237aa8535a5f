package dev.letterbox.message;

import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.shared.text.ValidationErrors;
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
public class RecipientLookup {

  /** How many names are looked up, and delivered to, at a time. */
  public static final int CHUNK_SIZE = 1000;

  @Inject private UserDirectory directory;

  /**
   * Names sorted out. Each is there once, in the order given.
   *
   * @param active users who can be written to
   * @param unknown names without a user
   * @param inactive users who can't be written to
   */
  record ClassifiedRecipients(Set<String> active, Set<String> unknown, Set<String> inactive) {}

  /** Those named, each once; an error of this field when some can't be written to. */
  List<String> requireActive(Collection<String> names, String field, ValidationErrors errors) {
    Set<String> active = new LinkedHashSet<>();
    RecipientErrors recipientErrors = new RecipientErrors();
    Iterator<Set<String>> chunks = chunks(names.stream());
    while (chunks.hasNext()) {
      ClassifiedRecipients classified = classify(chunks.next());
      active.addAll(classified.active());
      classified.unknown().forEach(recipientErrors::addUnknown);
      classified.inactive().forEach(recipientErrors::addUnknown);
    }
    recipientErrors.sentences().forEach(problem -> errors.add(field, problem));
    return List.copyOf(active);
  }

  /** Asks the directory for a chunk of all names. */
  ClassifiedRecipients classify(Set<String> names) {
    Map<String, User> users = directory.findAll(names);
    ClassifiedRecipients classified =
        new ClassifiedRecipients(
            new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    for (String name : names) {
      User user = users.get(name);
      if (user == null) {
        classified.unknown().add(name);
      } else {
        (user.active() ? classified.active() : classified.inactive()).add(name);
      }
    }
    return classified;
  }

  /** {@link #chunks(Stream)}; no names at all are an error. */
  static Iterator<Set<String>> chunks(Stream<String> names, ValidationErrors errors) {
    Iterator<Set<String>> chunks = chunks(names);
    if (!chunks.hasNext()) {
      addNoRecipientsError(errors);
    }
    return chunks;
  }

  /** Notes that nobody is named. */
  static void addNoRecipientsError(ValidationErrors errors) {
    errors.add("recipients", "Name at least one recipient.");
  }

  /**
   * All names, so many at a time, read no earlier than asked for; within a chunk each is there
   * once.
   */
  static Iterator<Set<String>> chunks(Stream<String> names) {
    Iterator<String> remaining = names.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return remaining.hasNext();
      }

      @Override
      public Set<String> next() {
        Set<String> chunk = new LinkedHashSet<>();
        chunk.add(storableOrEmpty(remaining.next()));
        while (remaining.hasNext() && chunk.size() < CHUNK_SIZE) {
          chunk.add(storableOrEmpty(remaining.next()));
        }
        return chunk;
      }
    };
  }

  /** No user is called like what a database can't even store; the empty name stands for it. */
  static String storableOrEmpty(String name) {
    return name == null || !ValidationErrors.isStorable(name) ? "" : name;
  }
}
