package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.Http;
import dev.letterbox.testing.Services;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** How many SQL statements a request costs. */
public interface StatementsOfRequestsTests extends Services {

  @Test
  @RunAsClient
  default void nothing_there_costs_no_statement() throws Exception {
    assertEquals(0, Http.statements(Http.at(base()).get("api/nothing-there")));
  }
}
