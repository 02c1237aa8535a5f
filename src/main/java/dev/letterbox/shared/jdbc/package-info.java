/**
 * SQL with named parameters, for what JPA has no words for: sets, batches and locks. {@link
 * Database} runs whole statements and translates the words in which databases differ, see {@link
 * Dialect}. Knows no table.
 */
package dev.letterbox.shared.jdbc;
