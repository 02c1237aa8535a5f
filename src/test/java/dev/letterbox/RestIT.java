package dev.letterbox;

import dev.letterbox.testing.client.ShippedWarOnPayara;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;

/** The shipped WAR over HTTP, on Payara Micro. */
@ArquillianTest
class RestIT extends ShippedWarOnPayara implements HttpTests {}
