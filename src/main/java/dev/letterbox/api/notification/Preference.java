package dev.letterbox.api.notification;

/**
 * Whether a user gets notifications of one type on one channel.
 *
 * @param type the type of the notifications
 * @param channel name of the channel
 * @param enabled whether the user gets them: the user's choice, or else the setting
 * @param locked whether the settings forbid a choice
 */
public record Preference(NotificationType type, String channel, boolean enabled, boolean locked) {}
