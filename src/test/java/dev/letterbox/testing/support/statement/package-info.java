/** Records the SQL statements and round trips of threads and requests. */
package dev.letterbox.testing.support.statement;
