package dev.letterbox.shared.config;

/** The limits of what users and visitors write. */
public final class LimitSetting {

  static final SettingRegistry REGISTRY = NotificationSetting.REGISTRY;

  public static final Setting<Integer> MAX_LENGTH =
      REGISTRY.number(
          "letterbox.messages.max-length",
          "100000",
          1000,
          1_000_000,
          "Maximum number of characters of a text that a user or a visitor writes.");
  public static final Setting<Integer> USER_RECIPIENTS_PER_HOUR =
      REGISTRY.number(
          "letterbox.users.recipients-per-hour",
          "1000",
          0,
          Integer.MAX_VALUE,
          "Maximum number of recipients to whom a user writes in an hour, on one node. 0: no"
              + " limit.");
  public static final Setting<Integer> USER_BYTES_PER_HOUR =
      REGISTRY.number(
          "letterbox.users.bytes-per-hour",
          "10000000",
          0,
          Integer.MAX_VALUE,
          "Maximum size of the texts that a user writes in an hour, times their recipients, in"
              + " bytes, on one node. 0: no limit.");
  public static final Setting<Integer> USER_KEYS_PER_HOUR =
      REGISTRY.number(
          "letterbox.users.keys-per-hour",
          "3600",
          0,
          Integer.MAX_VALUE,
          "Maximum number of requests with an `Idempotency-Key` that a user without the role"
              + " `broadcaster` sends in an hour, on one node. 0: no limit.");
  public static final Setting<Integer> VISITOR_MESSAGES_PER_CLIENT_HOUR =
      REGISTRY.number(
          "letterbox.visitors.per-client",
          "20",
          0,
          1_000_000,
          "Maximum number of messages of visitors an hour from one client, on one node. 0: no"
              + " limit.");
  public static final Setting<Integer> VISITOR_MESSAGES_PER_ADDRESS_HOUR =
      REGISTRY.number(
          "letterbox.visitors.per-address",
          "10",
          0,
          1_000_000,
          "Maximum number of messages of visitors an hour with one e-mail address, on one node."
              + " 0: no limit.");

  private LimitSetting() {}
}
