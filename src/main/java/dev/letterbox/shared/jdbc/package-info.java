/**
 * SQL with named parameters, for sets, batches and locks. {@link Database} runs whole statements
 * and translates the words in which databases differ, see {@link Dialect}. Independent of tables.
 */
package dev.letterbox.shared.jdbc;
