package dev.letterbox.benchmark.server;

import dev.letterbox.testing.support.statement.CountingSocketFactory;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/**
 * Numbers of the server, separated by blanks: round trips to PostgreSQL and statements that it
 * parsed, both since the start, and bytes in the heap after the last collection.
 */
@WebServlet("/benchmark/state")
public class StateServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response
        .getWriter()
        .print(
            "%d %d %d"
                .formatted(
                    CountingSocketFactory.roundTrips(),
                    CountingSocketFactory.parses(),
                    usedHeap()));
  }

  /** Read by names, because applications on WildFly do not see the classes of this extension. */
  private static long usedHeap() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    long newest = -1;
    long used = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      try {
        Object last = beans.getAttribute(collector.getObjectName(), "LastGcInfo");
        if (last instanceof CompositeData info && (Long) info.get("endTime") > newest) {
          newest = (Long) info.get("endTime");
          used = usedHeap((TabularData) info.get("memoryUsageAfterGc"));
        }
      } catch (JMException e) {
        throw new IllegalStateException(e);
      }
    }
    return used;
  }

  private static long usedHeap(TabularData usageByPool) {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(pool -> usageByPool.get(new Object[] {pool.getName()}))
        .mapToLong(pool -> MemoryUsage.from((CompositeData) pool.get("value")).getUsed())
        .sum();
  }
}
