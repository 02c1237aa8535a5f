package dev.letterbox.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Work that is measured.
 *
 * @param name its row of the report
 * @param floor name of the case whose throughput it is compared with; null for none
 * @param aim the least ratio to the floor that it shall have; 0 for none
 * @param connections number of connections that do it at once
 * @param load what a connection does
 */
record BenchmarkCase(String name, String floor, double aim, int connections, Load load) {

  /** What one connection does. */
  interface Load {
    /**
     * Repeats the operation for this time.
     *
     * @param number of the connection, from 0
     * @return number of operations
     */
    long run(int number, Duration time) throws IOException;
  }

  /** Operations that are requests; a connection repeats its own one. */
  static Load requests(URI server, int status, IntFunction<byte[]> request) {
    return (number, time) -> {
      byte[] bytes = request.apply(number);
      try (RequestLoad connection = new RequestLoad(server)) {
        long end = System.nanoTime() + time.toNanos();
        long count = 0;
        do {
          RequestLoad.Response response = connection.send(bytes);
          assertEquals(status, response.status(), response.body());
          count++;
        } while (System.nanoTime() < end);
        return count;
      }
    };
  }

  /** Operations in the process of the server, which counts them. */
  static Load inServer(URI server, String mode, IntFunction<String> parameters) {
    return (number, time) -> {
      String path =
          "benchmark/writes?mode=" + mode + "&millis=" + time.toMillis() + parameters.apply(number);
      try (RequestLoad connection = new RequestLoad(server)) {
        RequestLoad.Response response =
            connection.send(RequestLoad.request(server, "GET", path, "", ""));
        assertEquals(200, response.status(), response.body());
        return Long.parseLong(response.body());
      }
    };
  }
}
