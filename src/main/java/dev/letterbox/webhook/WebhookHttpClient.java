package dev.letterbox.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends POST requests by HTTP/1.1. It connects to the addresses that it has checked: a second
 * look-up of the host may give others. It uses no proxy, follows no redirects and retries nothing.
 * Of the response it keeps only the status, so that a webhook can't be used to read from hosts that
 * only this server reaches.
 */
final class WebhookHttpClient implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WebhookHttpClient.class.getName());

  private static final int MAX_CONNECTIONS = 40;
  private static final int MAX_LINE_LENGTH = 16_384;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_DRAINED_BODY = 16_384;
  private static final int MAX_REASON_LENGTH = 100;

  private static final TimeValue KEEP_ALIVE = TimeValue.ofSeconds(5);

  /** A connection idle for longer may have been closed by the receiver, so it is tested first. */
  private static final TimeValue VALIDATE_AFTER_INACTIVITY = TimeValue.ofMilliseconds(200);

  /** Limits the age of connections, so that changed addresses of a host take effect. */
  private static final TimeValue CONNECTION_TTL = TimeValue.ofMinutes(1);

  private final Supplier<Duration> timeout;
  private final DelayedExecutor delayedExecutor;
  private final CloseableHttpClient client;

  /** Runs a task once, after a delay. */
  @FunctionalInterface
  interface DelayedExecutor {
    void runAfter(Duration delay, Runnable task);
  }

  /**
   * The status line of a response.
   *
   * @param reason in printable ASCII, at most 100 characters
   */
  record ResponseStatus(int code, String reason) {}

  /**
   * @param privateAllowed whether addresses that are not public are allowed
   * @param timeout for the whole request without the look-up of the host
   */
  WebhookHttpClient(
      HostResolver resolver,
      BooleanSupplier privateAllowed,
      SSLContext tls,
      Supplier<Duration> timeout,
      DelayedExecutor delayedExecutor) {
    this.timeout = timeout;
    this.delayedExecutor = delayedExecutor;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                connectionManager(new PublicOnlyDnsResolver(resolver, privateAllowed), tls))
            .setKeepAliveStrategy((response, context) -> KEEP_ALIVE)
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
  }

  private HttpClientConnectionManager connectionManager(DnsResolver dnsResolver, SSLContext tls) {
    Http1Config http1Config =
        Http1Config.custom()
            .setMaxLineLength(MAX_LINE_LENGTH)
            .setMaxHeaderCount(MAX_HEADERS)
            .build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(dnsResolver)
        .setTlsSocketStrategy(ClientTlsStrategyBuilder.create().setSslContext(tls).buildClassic())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(http1Config).build())
        .setConnectionConfigResolver(route -> connectionConfig(Timeout.of(timeout.get())))
        .setMaxConnTotal(MAX_CONNECTIONS)
        .setMaxConnPerRoute(MAX_CONNECTIONS)
        .build();
  }

  private static ConnectionConfig connectionConfig(Timeout connectionTimeout) {
    return ConnectionConfig.custom()
        .setConnectTimeout(connectionTimeout)
        .setSocketTimeout(connectionTimeout)
        .setValidateAfterInactivity(VALIDATE_AFTER_INACTIVITY)
        .setTimeToLive(CONNECTION_TTL)
        .build();
  }

  /** Resolves hosts, and refuses those with an address that is not public. */
  private record PublicOnlyDnsResolver(HostResolver resolver, BooleanSupplier privateAllowed)
      implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      List<InetAddress> all = resolver.resolve(host);
      if (!privateAllowed.getAsBoolean() && !WebhookUrlValidator.areAllPublic(all)) {
        throw new PrivateAddressException();
      }
      return all.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /**
   * Sends a POST request.
   *
   * @throws PrivateAddressException when the host has an address that is not public
   * @throws IOException without a valid HTTP response within the timeout
   */
  ResponseStatus send(URI url, Map<String, String> headers, byte[] body) throws IOException {
    Duration requestTimeout = timeout.get();
    long deadline = System.nanoTime() + requestTimeout.toNanos();
    HttpPost request = new HttpPost(url);
    headers.forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(body, null));
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(requestTimeout))
            .setResponseTimeout(Timeout.of(requestTimeout))
            .build());
    AtomicReference<HttpPost> inFlight = new AtomicReference<>(request);
    delayedExecutor.runAfter(
        requestTimeout, () -> Optional.ofNullable(inFlight.get()).ifPresent(HttpPost::cancel));
    try {
      ClassicHttpResponse response = client.executeOpen(null, request, null);
      ResponseStatus responseStatus =
          new ResponseStatus(response.getCode(), printable(response.getReasonPhrase()));
      drainAndClose(request, response);
      return responseStatus;
    } catch (IOException e) {
      throw System.nanoTime() < deadline ? e : timeoutException(requestTimeout, e);
    } finally {
      inFlight.set(null); // the timeout task holds the reference until it runs
    }
  }

  /**
   * Discards a short body, so that the connection can be reused; a longer one closes the
   * connection.
   */
  private static void drainAndClose(HttpPost request, ClassicHttpResponse response) {
    try (response) {
      HttpEntity entity = response.getEntity();
      if (entity != null
          && entity.getContent().readNBytes(MAX_DRAINED_BODY).length == MAX_DRAINED_BODY) {
        request.cancel();
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "The body of a response was incomplete", e);
    }
  }

  private static IOException timeoutException(Duration requestTimeout, IOException cause) {
    IOException exception =
        new SocketTimeoutException("No response within " + requestTimeout.toSeconds() + " s");
    exception.initCause(cause);
    return exception;
  }

  private static String printable(String reason) {
    String text = reason == null ? "" : reason.replaceAll("[^ -~]", "?").strip();
    return text.substring(0, Math.min(text.length(), MAX_REASON_LENGTH));
  }

  @Override
  public void close() {
    client.close(CloseMode.GRACEFUL);
  }
}
