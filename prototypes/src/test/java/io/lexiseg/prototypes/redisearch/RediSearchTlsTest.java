package io.lexiseg.prototypes.redisearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.Samples;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index behind TLS. */
class RediSearchTlsTest {
  @TempDir static Path folder;
  private static final FakeSearchModule MODULE = new FakeSearchModule();
  private static TestCertificate good;
  private static TestCertificate other;
  private static String trust;

  @BeforeAll
  static void makeCertificates() throws Exception {
    good = TestCertificate.of("localhost", folder);
    other = TestCertificate.of("elsewhere", folder);
    trust = "&trust=" + good.writePem(folder.resolve("good.pem"));
  }

  @AfterAll
  static void stop() {
    MODULE.close();
  }

  @Test
  void shouldWriteAndReadThroughTls() throws Exception {
    // given
    Samples samples = Samples.of("streets", 1, 30, 6, 3);
    try (TlsProxy proxy = new TlsProxy(good.server(), MODULE.uri())) {
      String location = proxy.uri() + "?index=streets" + trust;

      // when
      try (PrototypeIndexWriter writer = PrototypeIndexes.create(location, samples.description())) {
        samples.addTo(writer);
        writer.publish();
      }

      // then
      try (PrototypeIndex index = PrototypeIndexes.open(location)) {
        assertThat(index.prototypes(new long[] {29})).isEqualTo(samples.prototype(29));
        assertThat(index.nearest(samples.key(3), 5)).hasSize(5);
      }
    }
  }

  @Test
  void shouldRefuseACertificateThatNobodyVouchesFor() throws Exception {
    // given
    try (TlsProxy proxy = new TlsProxy(good.server(), MODULE.uri())) {
      // then
      assertThatIllegalStateException()
          .isThrownBy(() -> PrototypeIndexes.open(proxy.uri() + "?index=streets"))
          .withMessageContainingAll(
              "localhost", "expected a certificate for the host", "trust=FILE", "PKIX");
    }
  }

  @Test
  void shouldRefuseACertificateForAnotherHost() throws Exception {
    // given
    Path pem = other.writePem(folder.resolve("other.pem"));
    try (TlsProxy proxy = new TlsProxy(other.server(), MODULE.uri())) {
      // then
      assertThatIllegalStateException()
          .isThrownBy(() -> PrototypeIndexes.open(proxy.uri() + "?index=streets&trust=" + pem))
          .withMessageContainingAll("expected a certificate for the host", "localhost");
    }
  }

  @Test
  void shouldNotTalkToAServerWithoutTls() {
    // given
    String plain = MODULE.uri().toString().replace("redis://", "rediss://");

    // then
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> PrototypeIndexes.open(plain + "?index=streets&timeout=300ms" + trust))
        .withMessageContaining("127.0.0.1");
  }

  @Test
  void shouldNameAFileWithoutCertificates() throws IOException {
    // given
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");

    // then
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PrototypeIndexes.open("rediss://localhost:1?index=streets&trust=" + empty))
        .withMessageContainingAll("expected PEM files", "empty.pem");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrototypeIndexes.open("rediss://localhost:1?index=a&trust=no.pem"))
        .withMessageContaining("no.pem");
  }
}
