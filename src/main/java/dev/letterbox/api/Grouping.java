package dev.letterbox.api;

/** What the entries of a folder are. */
public enum Grouping {
  /** Each message is an entry. */
  MESSAGE,
  /** Each conversation is one: the newest of its messages in the folder stands for it. */
  CONVERSATION
}
