package com.example.orders;

import dev.letterbox.api.LetterboxException;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Ships an order, and answers with the error that Letterbox reports. */
@WebServlet("/shipments")
public class ShipmentServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @EJB private transient Orders orders;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      orders.ship(
          request.getParameter("number"),
          request.getParameter("seller"),
          request.getParameter("customer"));
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } catch (LetterboxException e) {
      response.setStatus(422);
      response.getWriter().print(e.getMessage());
    }
  }
}
