package dev.letterbox.testing.otherapp;

import dev.letterbox.api.request.Notices;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Creates notices for the caller, without JAX-RS. */
@WebServlet("/orders/*")
public class OrdersServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Notices notices;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    notices.warning("Out of stock.");
  }
}
