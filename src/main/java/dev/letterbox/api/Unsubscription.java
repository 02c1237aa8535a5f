package dev.letterbox.api;

/**
 * What a link in a notification takes away.
 *
 * @param user who is not to be told any more
 * @param label what it is about
 * @param channel name of the channel
 */
public record Unsubscription(String user, NotificationLabel label, String channel) {}
