/** Access to the database: the data source, statements and transactions. */
package dev.letterbox.shared.jdbc;
