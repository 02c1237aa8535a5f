package dev.letterbox.testing;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;

/** Records the statements of a request from before its log-in on. */
@WebListener
public class StatementsListener implements ServletRequestListener {

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    Statements.start();
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    Statements.stop();
  }
}
