package io.lexiseg.recognition.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.recognition.pipeline.RecordException.BadReference;
import io.lexiseg.recognition.pipeline.RecordException.OverLimit;
import io.lexiseg.schemas.FrameReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePayloadStoreTest {
  /** SHA-256 of "hello", as {@code sha256sum} gives it. */
  private static final String SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir private Path folder;
  private Path root;
  private Path file;

  @BeforeEach
  void writeFiles() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    file = Files.writeString(root.resolve("a.jpg"), "hello");
  }

  @Test
  void shouldFetchWhatTheReferencePromises() {
    // when
    byte[] bytes = store(100).fetch(reference(file, SHA256, 5));
    // then
    assertThat(bytes).asString().isEqualTo("hello");
  }

  @Test
  void shouldRefuseOtherBytes() {
    // given
    FilePayloadStore store = store(100);
    // when, then
    assertThatThrownBy(() -> store.fetch(reference(file, "0".repeat(64), 5)))
        .isInstanceOf(BadReference.class)
        .hasMessageContainingAll("SHA-256", SHA256);
    assertThatThrownBy(() -> store.fetch(reference(file, SHA256, 4)))
        .isInstanceOf(BadReference.class)
        .hasMessageContaining("4 bytes, got 5");
    assertThatThrownBy(() -> store.fetch(reference(file, SHA256, 0)))
        .isInstanceOf(BadReference.class);
  }

  @Test
  void shouldRefuseMoreThanTheLimit() {
    // given
    FilePayloadStore store = store(4);
    // when, then
    assertThatThrownBy(() -> store.fetch(reference(file, SHA256, 5)))
        .isInstanceOf(OverLimit.class)
        .hasMessageContaining("at most 4 bytes, got 5");
  }

  @Test
  void shouldRefuseWhatLiesOutsideOrNowhere() throws IOException {
    // given
    Path outside = Files.writeString(folder.resolve("secret"), "hello");
    Path link = Files.createSymbolicLink(root.resolve("link"), outside);
    FilePayloadStore store = store(100);
    // when, then
    for (Path path :
        List.of(outside, link, root.resolve("../secret"), root.resolve("none"), root)) {
      assertThatThrownBy(() -> store.fetch(reference(path, SHA256, 5)))
          .as(path.toString())
          .isInstanceOf(BadReference.class);
    }
  }

  @Test
  void shouldRefuseEverythingWithoutRoots() {
    // given
    FilePayloadStore store = new FilePayloadStore(List.of(), 100);
    // when, then
    assertThatThrownBy(() -> store.fetch(reference(file, SHA256, 5)))
        .isInstanceOf(BadReference.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host/a.jpg",
        "s3://bucket/a",
        "a.jpg",
        "file:relative",
        "::",
        "",
        "file://"
      })
  void shouldRefuseOtherAddresses(String address) {
    // given
    FrameReference reference = new FrameReference(address, SHA256, 5L);
    // when, then
    assertThatThrownBy(() -> store(100).fetch(reference))
        .isInstanceOf(BadReference.class)
        .hasMessageContaining("'" + address + "'");
  }

  private FilePayloadStore store(int maxBytes) {
    return new FilePayloadStore(List.of(folder.resolve("absent"), root), maxBytes);
  }

  private static FrameReference reference(Path path, String sha256, long size) {
    return new FrameReference("file://" + path, sha256, size);
  }
}
