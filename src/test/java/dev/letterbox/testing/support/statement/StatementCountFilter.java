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

/**
 * Adds the number of statements, of round trips and of parsed statements of a request in headers,
 * and logs the texts of the statements. It buffers the body until the request has been processed,
 * so that all are counted.
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
    Recording recording = StatementRecorder.current();
    response.setIntHeader(HEADER_NAME, recording.statements().size());
    response.setIntHeader(ROUND_TRIPS_HEADER, recording.roundTrips());
    response.setIntHeader(PARSES_HEADER, recording.parses());
    recording
        .statements()
        .forEach(
            sql -> LOGGER.log(System.Logger.Level.INFO, "SQL: {0}", sql.replaceAll("\\s+", " ")));
  }
}
