package dev.letterbox.api.notification;

/**
 * Whether a user is told of something on a channel.
 *
 * @param type what it is about
 * @param channel name of the channel
 * @param enabled whether the user is told: what was chosen, or else what the settings say
 * @param locked whether the operator has decided it, so that nobody can choose
 */
public record Preference(NotificationType type, String channel, boolean enabled, boolean locked) {}
