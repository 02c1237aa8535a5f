package dev.letterbox.api;

/**
 * Whether a user is told of something on a channel.
 *
 * @param label what it is about
 * @param channel name of the channel
 * @param wanted whether the user is told: what was chosen, or else what the settings say
 * @param locked whether the operator has decided it, so that nobody can choose
 */
public record Preference(NotificationLabel label, String channel, boolean wanted, boolean locked) {}
