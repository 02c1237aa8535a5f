package dev.letterbox.shared.config;

/** A style of paging. */
public enum PagingStyle {
  OFFSET,
  CURSOR
}
