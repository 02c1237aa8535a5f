package dev.letterbox.modelbased;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Maps names of users and messages in a sequence to real user names and ids. Thread-safe. */
final class NameMapping {

  /** An id that no message has. */
  private static final long NO_MESSAGE = 0;

  private final Map<String, String> realUsers = new ConcurrentHashMap<>();
  private final Map<String, String> users = new ConcurrentHashMap<>();
  private final Map<String, Long> ids = new ConcurrentHashMap<>();
  private final Map<Long, String> messages = new ConcurrentHashMap<>();

  NameMapping(List<String> users, List<String> realUsers) {
    for (int i = 0; i < users.size(); i++) {
      this.realUsers.put(users.get(i), realUsers.get(i));
      this.users.put(realUsers.get(i), users.get(i));
    }
  }

  void add(String message, long id) {
    ids.put(message, id);
    messages.put(id, message);
  }

  void addUser(String user, String realUser) {
    users.put(realUser, user);
  }

  String realUser(String user) {
    return realUsers.get(user);
  }

  List<String> realUsers(List<String> userNames) {
    return userNames.stream().map(this::realUser).toList();
  }

  /** The name of a user; the real name if there is none. */
  String user(String realUser) {
    return realUser == null ? null : users.getOrDefault(realUser, realUser);
  }

  long id(String message) {
    return ids.getOrDefault(message, NO_MESSAGE);
  }

  boolean contains(String message) {
    return ids.containsKey(message);
  }

  List<Long> ids(List<String> messageNames) {
    return messageNames.stream().map(this::id).toList();
  }

  String message(Long id) {
    return id == null ? null : messages.getOrDefault(id, "id " + id);
  }

  /** The id of the oldest message; all messages of a sequence have this id or a higher one. */
  long firstId() {
    return messages.keySet().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
  }
}
