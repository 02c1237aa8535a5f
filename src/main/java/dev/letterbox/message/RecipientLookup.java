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

/** Looks up recipients by name, a chunk of names in one call of the user directory. */
@ApplicationScoped
public class RecipientLookup {

  /** Number of names that are looked up, and delivered to, at a time. */
  public static final int CHUNK_SIZE = 1000;

  @Inject private UserDirectory directory;

  /**
   * Distinct names by the state of their users, in the order given.
   *
   * @param active names of active users
   * @param unknown names without a user
   * @param inactive names of inactive users
   */
  record ClassifiedRecipients(Set<String> active, Set<String> unknown, Set<String> inactive) {}

  /** The distinct names of active users; adds an error of this field for other names. */
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

  /** Looks up one chunk of names. */
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

  /** {@link #chunks(Stream)}; adds an error when there are no names. */
  static Iterator<Set<String>> chunks(Stream<String> names, ValidationErrors errors) {
    Iterator<Set<String>> chunks = chunks(names);
    if (!chunks.hasNext()) {
      addNoRecipientsError(errors);
    }
    return chunks;
  }

  static void addNoRecipientsError(ValidationErrors errors) {
    errors.add("recipients", "Name at least one recipient.");
  }

  /**
   * Chunks of at most {@value #CHUNK_SIZE} names, each distinct within its chunk. The stream is
   * read chunk by chunk.
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

  /** The name, or the empty name for one that a database can't store and so no user has. */
  static String storableOrEmpty(String name) {
    return name == null || !ValidationErrors.isStorable(name) ? "" : name;
  }
}
