package io.lexiseg.prototypes.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** Whom a TLS connection believes: a chain to a trusted certificate, made out for the host. */
final class Trust {
  private static final String FORMAT = "PKCS12";

  /** Certificates are public, but the format wants a password. */
  private static final char[] NO_SECRET = "public".toCharArray();

  private Trust() {}

  /**
   * Options of a connection that trusts these certificates and compares the host's name.
   *
   * @param authorities PEM files; empty: what Java trusts
   * @throws IllegalArgumentException if a file holds no certificate
   */
  static SslOptions options(List<Path> authorities) {
    SslOptions.Builder options = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
    if (authorities.isEmpty()) {
      return options.build();
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store(authorities).store(bytes, NO_SECRET);
      return options
          .trustStoreType(FORMAT)
          .truststore(() -> new ByteArrayInputStream(bytes.toByteArray()), NO_SECRET)
          .build();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "redis certificates: expected PEM files, got %s: %s".formatted(authorities, e), e);
    }
  }

  private static KeyStore store(List<Path> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(FORMAT);
    store.load(null, null);
    for (Path file : authorities) {
      for (Certificate certificate : certificates(file)) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
    }
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new IOException(file + ": no certificate");
      }
      return found;
    }
  }
}
