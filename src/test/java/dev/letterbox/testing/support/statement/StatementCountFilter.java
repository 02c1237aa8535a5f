package dev.letterbox.testing.support.statement;

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
 * Adds the numbers of statements, round trips and parsed statements of a request in the headers
 * {@value #HEADER_NAME}, {@value #ROUND_TRIPS_HEADER} and {@value #PARSES_HEADER}, and logs the
 * texts of the statements. It buffers the body until the request has been processed, so that all
 * are counted.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class StatementCountFilter implements Filter {

  public static final String HEADER_NAME = "X-Sql-Statements";
  public static final String ROUND_TRIPS_HEADER = "X-Database-Round-Trips";
  public static final String PARSES_HEADER = "X-Database-Parses";

  private static final System.Logger LOGGER =
      System.getLogger(StatementCountFilter.class.getName());

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (((HttpServletRequest) request).getRequestURI().contains("/api/events")) {
      chain.doFilter(request, response); // an event stream does not end
      return;
    }
    BufferedResponse buffered =
        new BufferedResponse((HttpServletResponse) response, StatementCountFilter::addHeader);
    chain.doFilter(request, buffered);
    buffered.send();
  }

  private static void addHeader(HttpServletResponse response) {
    List<String> executed = StatementRecorder.executed();
    response.setIntHeader(HEADER_NAME, executed.size());
    response.setIntHeader(ROUND_TRIPS_HEADER, StatementRecorder.databaseWork().roundTrips());
    response.setIntHeader(PARSES_HEADER, StatementRecorder.databaseWork().parses());
    executed.forEach(
        sql -> LOGGER.log(System.Logger.Level.INFO, "SQL: {0}", sql.replaceAll("\\s+", " ")));
  }
}
