package dev.letterbox.testing;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Tells the client how many statements its request has executed, in the header {@value #NAME}, and
 * logs their texts. It holds the body back until the request is done, so that nothing is missed.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class StatementsHeader implements Filter {

  public static final String NAME = "X-Sql-Statements";

  private static final System.Logger LOGGER = System.getLogger(StatementsHeader.class.getName());

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (((HttpServletRequest) request).getRequestURI().contains("/api/events")) {
      chain.doFilter(request, response); // is never done
      return;
    }
    HeldResponse held = new HeldResponse((HttpServletResponse) response, StatementsHeader::count);
    chain.doFilter(request, held);
    held.release();
  }

  private static void count(HttpServletResponse response) {
    List<String> executed = Statements.executed();
    response.setIntHeader(NAME, executed.size());
    executed.forEach(
        sql -> LOGGER.log(System.Logger.Level.INFO, "SQL: {0}", sql.replaceAll("\\s+", " ")));
  }
}
