package dev.letterbox.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A class loader that reads the files of {@code META-INF/services} once. Jakarta Mail looks up its
 * {@code StreamProvider} by a {@code ServiceLoader} of the thread's context class loader several
 * times for each e-mail. That searches all JARs of the server, and took half of the CPU time of an
 * e-mail.
 */
final class ServiceFileCache extends ClassLoader {

  private static final String SERVICES = "META-INF/services/";

  private final Map<String, List<URL>> serviceFiles = new ConcurrentHashMap<>();

  /**
   * @param parent loads all classes and resources
   */
  ServiceFileCache(ClassLoader parent) {
    super(parent);
  }

  /** A resource in memory. */
  private static final class MemoryConnection extends URLConnection {

    private final byte[] content;

    MemoryConnection(URL url, byte[] content) {
      super(url);
      this.content = content;
    }

    @Override
    public void connect() {
      connected = true;
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(content);
    }
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (!name.startsWith(SERVICES)) {
      return super.getResources(name);
    }
    List<URL> cached = serviceFiles.get(name);
    if (cached == null) {
      cached = new ArrayList<>();
      for (URL url : Collections.list(super.getResources(name))) {
        cached.add(copyOf(url));
      }
      serviceFiles.put(name, List.copyOf(cached));
    }
    return Collections.enumeration(cached);
  }

  private static URL copyOf(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false); // would keep the JAR open
    byte[] content;
    try (InputStream in = connection.getInputStream()) {
      content = in.readAllBytes();
    }
    return new URL(
        null,
        "memory:" + url.getPath(),
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL copy) {
            return new MemoryConnection(copy, content);
          }
        });
  }

  /** Runs work with this context class loader. */
  void runWith(Runnable work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(this);
    try {
      work.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
