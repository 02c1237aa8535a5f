package dev.letterbox.testing.client.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;

/** A key store with the key and the self-signed certificate of a server. */
public record ServerKeyStore(Path path, KeyStore keyStore) {

  public static final String PASSWORD = "changeit";

  private static final String ALIAS = "server";

  /** Creates a key store for a host by keytool. */
  public static ServerKeyStore generate(Path file, String host) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-validity", "2"));
    command.addAll(List.of("-dname", "CN=" + host, "-ext", "san=dns:" + host));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    return new ServerKeyStore(file, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  public Certificate certificate() throws KeyStoreException {
    return keyStore.getCertificate(ALIAS);
  }
}
