package dev.letterbox.testing.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A client of {@code GET api/events} that reads the stream on its own thread. */
public final class EventStreamClient implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EventStreamClient.class.getName());

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpResponse<InputStream> response;
  private final List<Map<String, String>> events = new CopyOnWriteArrayList<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private volatile boolean connectionBroken;
  private volatile boolean ended;

  private EventStreamClient(HttpResponse<InputStream> response) {
    this.response = response;
    Thread reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Opens a stream.
   *
   * @param headers names and values, one after another
   */
  public static EventStreamClient open(HttpTestSupport http, String... headers) {
    URI uri = http.base().resolve("api/events");
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return new EventStreamClient(
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The value of an {@code Authorization} header for HTTP Basic. */
  public static String basicAuthorization(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private void read() {
    Map<String, String> fields = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        if (colon == 0) {
          comments.add(line);
        } else if (colon > 0) {
          fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        } else if (line.isEmpty() && fields.containsKey("data")) {
          events.add(Map.copyOf(fields));
          fields.clear();
        }
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "The connection has broken, or this side has closed it", e);
      connectionBroken = true;
    } finally {
      ended = true;
    }
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The fields of each event received so far. */
  public List<Map<String, String>> events() {
    return new ArrayList<>(events);
  }

  /** The ids of the events. */
  public List<Long> eventIds() {
    return events.stream().map(event -> Long.valueOf(event.get("id"))).toList();
  }

  /** The data of the last event; empty if there was none. */
  public String lastData() {
    return events.isEmpty() ? "" : events.get(events.size() - 1).get("data");
  }

  /** The number of heartbeats received so far. */
  public int heartbeatCount() {
    return comments.size();
  }

  /** Whether the connection was closed in the middle of the answer. */
  public boolean isBroken() {
    return connectionBroken;
  }

  /** Whether the server has ended the answer or the connection. */
  public boolean isEnded() {
    return ended;
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "It was closed already", e);
    }
  }
}
