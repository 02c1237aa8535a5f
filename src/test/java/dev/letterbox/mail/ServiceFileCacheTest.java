package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.mail.util.StreamProvider;
import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The class loader with which e-mails are composed and sent. */
class ServiceFileCacheTest {

  private final AtomicInteger searches = new AtomicInteger();
  private final ServiceFileCache cache =
      new ServiceFileCache(
          new ClassLoader(ServiceFileCacheTest.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
              searches.incrementAndGet();
              return super.getResources(name);
            }
          });

  private List<Class<?>> providers(ClassLoader loader) {
    return ServiceLoader.load(StreamProvider.class, loader).stream()
        .<Class<?>>map(ServiceLoader.Provider::type)
        .toList();
  }

  @Test
  void service_files_are_searched_once() {
    List<Class<?>> expected = providers(ServiceFileCacheTest.class.getClassLoader());
    assertEquals(1, expected.size());
    assertEquals(expected, providers(cache));
    assertEquals(expected, providers(cache));
    assertEquals(1, searches.get());
  }

  @Test
  void other_resources_are_searched_each_time() throws IOException {
    cache.getResources("META-INF/MANIFEST.MF");
    cache.getResources("META-INF/MANIFEST.MF");
    assertEquals(2, searches.get());
  }

  @Test
  void thread_gets_its_class_loader_back_after_a_failure() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    assertThrows(
        IllegalStateException.class,
        () ->
            cache.runWith(
                () -> {
                  assertSame(cache, Thread.currentThread().getContextClassLoader());
                  throw new IllegalStateException("Failure requested by the test");
                }));
    assertSame(before, Thread.currentThread().getContextClassLoader());
  }
}
