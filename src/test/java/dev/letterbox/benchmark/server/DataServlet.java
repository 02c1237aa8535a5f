package dev.letterbox.benchmark.server;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Reply;
import jakarta.ejb.EJB;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Creates users and mailboxes in the process of Letterbox, which alone can open embedded Derby. */
@WebServlet("/benchmark/data")
public class DataServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final int MESSAGES_PER_CONVERSATION = 10;

  @EJB private transient MessageService messages;

  /** Answers with the id of the last conversation. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try (Connection connection = BareStatements.connect()) {
      new BareStatements(connection).insertAccounts(number(request, "accounts"));
    } catch (SQLException e) {
      throw new ServletException(e);
    }
    for (int i = 0; i < number(request, "notices"); i++) {
      messages.sendNotice(Notice.info("Message " + i).to(request.getParameter("reader")));
    }
    long conversation = 0;
    for (int i = 0; i < number(request, "conversations"); i++) {
      conversation = converse("bench-0", request.getParameter("conversing"));
    }
    response.getWriter().print(conversation);
  }

  private static int number(HttpServletRequest request, String parameter) {
    return Integer.parseInt(request.getParameter(parameter));
  }

  private long converse(String first, String second) {
    Message message =
        messages.write(NewMessage.from(first).to(second).subject("Talk").body("Hello")).get(0);
    long conversation = message.id();
    for (int i = 1; i < MESSAGES_PER_CONVERSATION; i++) {
      String writer = i % 2 == 0 ? first : second;
      message = messages.reply(Reply.to(message.id()).by(writer).body("Answer " + i)).get(0);
    }
    return conversation;
  }
}
