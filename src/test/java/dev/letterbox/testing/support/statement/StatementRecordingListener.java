package dev.letterbox.testing.support.statement;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;

/** Records the statements of a request, including those of its log-in. */
@WebListener
public class StatementRecordingListener implements ServletRequestListener {

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    StatementRecorder.start();
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    StatementRecorder.stop();
  }
}
