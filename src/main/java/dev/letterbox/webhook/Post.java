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
 * Posts by HTTP/1.1. It connects to the very addresses that it has checked: a client that looks a
 * host up once more may then find another address. It takes no proxy, follows nothing, sends
 * nothing again, and of the answer keeps the status alone, so that nobody can learn by a webhook
 * what is said where he can't go himself.
 */
final class Post implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Post.class.getName());

  private static final int MAX_CONNECTIONS = 40;
  private static final int MAX_LINE = 16_384;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_BODY = 16_384;
  private static final int MAX_REASON = 100;

  /** How long a connection is kept that nobody uses. */
  private static final TimeValue IDLE = TimeValue.ofSeconds(5);

  /** One that nobody used for so long may have been closed by the receiver: it is tried first. */
  private static final TimeValue DOUBTFUL = TimeValue.ofMilliseconds(200);

  /** So old no connection gets, so that a host can move. */
  private static final TimeValue OLD = TimeValue.ofMinutes(1);

  private final Supplier<Duration> timeout;
  private final Alarm alarm;
  private final CloseableHttpClient client;

  /** Something that does something later. */
  @FunctionalInterface
  interface Alarm {
    void after(Duration wait, Runnable work);
  }

  /** A status, and what the receiver calls it, in printable ASCII. */
  record Answer(int status, String reason) {}

  /**
   * @param privateAllowed whether addresses may be others than public ones
   * @param timeout for everything together, but for asking the name service
   */
  Post(
      Addresses addresses,
      BooleanSupplier privateAllowed,
      SSLContext tls,
      Supplier<Duration> timeout,
      Alarm alarm) {
    this.timeout = timeout;
    this.alarm = alarm;
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections(new Checked(addresses, privateAllowed), tls))
            .setKeepAliveStrategy((response, context) -> IDLE)
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
  }

  private HttpClientConnectionManager connections(DnsResolver addresses, SSLContext tls) {
    Http1Config limits =
        Http1Config.custom().setMaxLineLength(MAX_LINE).setMaxHeaderCount(MAX_HEADERS).build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(addresses)
        .setTlsSocketStrategy(ClientTlsStrategyBuilder.create().setSslContext(tls).buildClassic())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
        .setConnectionConfigResolver(route -> connection(Timeout.of(timeout.get())))
        .setMaxConnTotal(MAX_CONNECTIONS)
        .setMaxConnPerRoute(MAX_CONNECTIONS)
        .build();
  }

  private static ConnectionConfig connection(Timeout most) {
    return ConnectionConfig.custom()
        .setConnectTimeout(most)
        .setSocketTimeout(most)
        .setValidateAfterInactivity(DOUBTFUL)
        .setTimeToLive(OLD)
        .build();
  }

  /** Finds addresses that may be connected to. */
  private record Checked(Addresses addresses, BooleanSupplier privateAllowed)
      implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      List<InetAddress> all = addresses.of(host);
      if (!privateAllowed.getAsBoolean() && !WebhookUrl.allPublic(all)) {
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
   * Sends it.
   *
   * @throws PrivateAddressException when the host leads to an address that is not public
   * @throws IOException when there is no answer, not in time, or none of HTTP
   */
  Answer send(URI url, Map<String, String> headers, byte[] body) throws IOException {
    Duration most = timeout.get();
    long deadline = System.nanoTime() + most.toNanos();
    HttpPost request = new HttpPost(url);
    headers.forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(body, null));
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(most))
            .setResponseTimeout(Timeout.of(most))
            .build());
    AtomicReference<HttpPost> underWay = new AtomicReference<>(request);
    alarm.after(most, () -> Optional.ofNullable(underWay.get()).ifPresent(HttpPost::cancel));
    try {
      ClassicHttpResponse response = client.executeOpen(null, request, null);
      Answer answer = new Answer(response.getCode(), shown(response.getReasonPhrase()));
      end(request, response);
      return answer;
    } catch (IOException e) {
      throw System.nanoTime() < deadline ? e : late(most, e);
    } finally {
      underWay.set(null); // the alarm may be far away
    }
  }

  /**
   * What else the receiver says is for nobody; but when it is little, the connection can be used
   * again afterwards. Otherwise it ends here.
   */
  private static void end(HttpPost request, ClassicHttpResponse response) {
    try (response) {
      HttpEntity rest = response.getEntity();
      if (rest != null && rest.getContent().readNBytes(MAX_BODY).length == MAX_BODY) {
        request.cancel();
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "An answer was cut off behind its status", e);
    }
  }

  private static IOException late(Duration most, IOException cause) {
    IOException late = new SocketTimeoutException("No answer within " + most.toSeconds() + " s");
    late.initCause(cause);
    return late;
  }

  private static String shown(String reason) {
    String text = reason == null ? "" : reason.replaceAll("[^ -~]", "?").strip();
    return text.substring(0, Math.min(text.length(), MAX_REASON));
  }

  @Override
  public void close() {
    client.close(CloseMode.GRACEFUL);
  }
}
