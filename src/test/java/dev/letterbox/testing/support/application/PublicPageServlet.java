package dev.letterbox.testing.support.application;

import dev.letterbox.api.account.NotAuthenticatedException;
import dev.letterbox.api.request.Notices;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page for anonymous callers. */
@WebServlet("/counter/*")
public class PublicPageServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Notices notices;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String answer;
    try {
      answer = Long.toString(notices.info("Welcome.").messageId().getAsLong());
    } catch (NotAuthenticatedException e) {
      answer = e.getMessage();
    }
    response.getWriter().print(answer);
  }
}
