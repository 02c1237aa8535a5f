package dev.letterbox.shared.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class LetterboxDataSourceTest {

  @Test
  void url_that_the_driver_does_not_accept_is_not_disclosed() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    String url = "jdbc:postgresql://db.example.org:0/letterbox?password=s3cret";
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> LetterboxDataSource.setUrl(dataSource, url));
    assertEquals(
        "Setting letterbox.db.url: the driver of PostgreSQL does not accept it",
        error.getMessage());
    assertNull(error.getCause());
  }
}
