package io.lexiseg.recognition.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lexiseg.recognition.pipeline.RecordException.BadReference;
import io.lexiseg.schemas.FrameReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** References of strangers; each is refused, and says nothing of what lies outside. */
@Timeout(60)
class HostileReferenceTest {
  @TempDir private Path folder;
  private Path root;
  private FilePayloadStore store;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    store = new FilePayloadStore(List.of(folder.resolve("absent"), root), 100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%00",
        "a%00.jpg",
        "a%2F..%2F..%2Fsecret",
        "./././.",
        "a/../../../../../../../../etc/passwd",
        "a//b",
        "%FF%FE",
        "%F0%9F%98%80",
        "a:b",
        "a?b#c",
        "~"
      })
  void shouldRefuseOddNamesUnderARoot(String name) {
    // given
    String address = "file://" + root + "/" + name;
    // when, then
    for (FilePayloadStore any : List.of(store, new FilePayloadStore(List.of(), 100))) {
      assertThatThrownBy(() -> any.fetch(reference(address))).isInstanceOf(BadReference.class);
    }
  }

  @Test
  void shouldRefuseNamesThatNoFileHas() {
    for (int length : List.of(300, 4_000, 100_000)) {
      String address = "file://" + root + "/" + "n".repeat(length);
      for (FilePayloadStore any : List.of(store, new FilePayloadStore(List.of(), 100))) {
        assertThatThrownBy(() -> any.fetch(reference(address)))
            .isInstanceOf(BadReference.class)
            .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(500));
      }
    }
  }

  @Test
  void shouldNotLookLongAtALongWayUp() {
    // given
    String address = "file://" + root + "/a".repeat(1_000_000) + "/..".repeat(1_000_000);
    // when, then
    assertThatThrownBy(() -> store.fetch(reference(address))).isInstanceOf(BadReference.class);
  }

  @Test
  void shouldRefuseLinksInALoop() throws IOException {
    // given
    Path loop = root.resolve("loop");
    Files.createSymbolicLink(loop, root.resolve("pool"));
    Files.createSymbolicLink(root.resolve("pool"), loop);
    // when, then
    for (Path path : List.of(loop, loop.resolve("a.jpg"))) {
      assertThatThrownBy(() -> store.fetch(reference("file://" + path)))
          .isInstanceOf(BadReference.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file://host/a.jpg",
        "file://host/../a.jpg",
        "file:////host/share/a.jpg",
        "file:a.jpg",
        "file:///dev/zero",
        "file:///dev/stdin",
        "file:///proc/self/mem",
        "file:///"
      })
  void shouldRefuseOtherPlaces(String address) {
    assertThatThrownBy(() -> store.fetch(reference(address))).isInstanceOf(BadReference.class);
  }

  @Test
  void shouldNotTellExistingFromMissingFilesOutside() throws IOException {
    // given
    Path there = Files.writeString(folder.resolve("there"), "hello");
    Path missing = folder.resolve("miss"); // as long as the other
    Path toThere = Files.createSymbolicLink(root.resolve("x1"), there);
    Path toMissing = Files.createSymbolicLink(root.resolve("x2"), folder.resolve("none"));
    Path toFolder = Files.createSymbolicLink(root.resolve("x3"), folder);
    // when
    List<String> messages =
        List.of(
                there,
                missing,
                there.resolve("below"),
                toThere,
                toMissing,
                toFolder.resolve("there"),
                toFolder.resolve("miss"))
            .stream()
            .map(path -> message("file://" + path).replace(path.toString(), "PATH"))
            .distinct()
            .toList();
    // then
    assertThat(messages)
        .containsExactly("'file://PATH': expected a readable file under one of reference.roots");
  }

  @Test
  void shouldTakeARootUnderItsOtherName() throws IOException {
    // given
    Path other = Files.createSymbolicLink(folder.resolve("other"), root);
    Files.writeString(root.resolve("a.jpg"), "hello");
    FrameReference byLink = hello("file://" + other + "/a.jpg");
    FrameReference byName = hello("file://" + root + "/a.jpg");
    FilePayloadStore linked = new FilePayloadStore(List.of(other), 100);
    // when, then
    assertThat(linked.fetch(byLink)).asString().isEqualTo("hello");
    assertThat(linked.fetch(byName)).asString().isEqualTo("hello");
    assertThat(store.fetch(byName)).asString().isEqualTo("hello");
  }

  @Test
  void shouldNotWaitForAPipe() throws IOException, InterruptedException {
    // given
    Path pipe = root.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0, "needs mkfifo");
    // when, then
    assertThatThrownBy(() -> store.fetch(reference("file://" + pipe)))
        .isInstanceOf(BadReference.class);
  }

  @Test
  void shouldRefuseWhatIsNotReadable() throws IOException {
    // given
    Path folderInside = Files.createDirectory(root.resolve("folder"));
    Path file = Files.writeString(root.resolve("a.jpg"), "hello");
    // when, then
    for (Path path : List.of(folderInside, root, file.resolve("below"))) {
      assertThatThrownBy(() -> store.fetch(reference("file://" + path)))
          .isInstanceOf(BadReference.class);
    }
  }

  private String message(String address) {
    Throwable refused = catchThrowable(() -> store.fetch(reference(address)));
    assertThat(refused).isInstanceOf(BadReference.class);
    return String.valueOf(refused.getMessage());
  }

  private static FrameReference reference(String address) {
    return new FrameReference(address, "0".repeat(64), 5L);
  }

  private static FrameReference hello(String address) {
    return new FrameReference(
        address, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", 5L);
  }
}
