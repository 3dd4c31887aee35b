package io.lexiseg.vision.pack.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lexiseg.vision.pack.InvalidPackException;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackMirrorTest {
  @TempDir Path folder;

  private final List<String> requests = new ArrayList<>();
  private Path served;
  private PackStore store;
  private HttpServer server;
  private boolean ranges = true;
  private int cutAfterBytes = Integer.MAX_VALUE;

  @BeforeEach
  void start() throws IOException {
    served = folder.resolve("served");
    TinyPack.write(served, 1);
    store = PackStore.at(folder.resolve("cache"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/packs/tiny/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldInstallAPack() {
    // when
    ModelPack pack = mirror().install(TinyPack.ID, store, ProgressListener.NONE);

    // then
    assertThat(pack.folder()).isEqualTo(store.folder(TinyPack.ID));
    assertThat(store.installed()).containsExactly(TinyPack.ID);
    assertThat(requests).hasSize(4).startsWith("pack.json");
    assertThat(store.root().resolve("downloads")).isEmptyDirectory();
  }

  @Test
  void shouldNotFetchAnInstalledPackAgain() {
    // given
    mirror().install(TinyPack.ID, store, ProgressListener.NONE);
    server.stop(0);

    // when, then
    assertThat(mirror().install(TinyPack.ID, store, ProgressListener.NONE).id()).isEqualTo("tiny");
  }

  @Test
  void shouldGoOnWhereItWasInterrupted() throws IOException {
    // given
    cutAfterBytes = 10_000;
    assertThatThrownBy(() -> mirror().install(TinyPack.ID, store, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("expected %d bytes, got 30000".formatted(size("dense.onnx")));
    assertThat(store.installed()).isEmpty();
    requests.clear();

    // when
    cutAfterBytes = Integer.MAX_VALUE;
    ModelPack pack = mirror().install(TinyPack.ID, store, ProgressListener.NONE);

    // then
    pack.verify();
    assertThat(requests)
        .containsExactly("pack.json", "dense.onnx bytes=30000-", "image.onnx", "text.onnx");
  }

  @Test
  void shouldBeginAgainWhereAServerCannotGoOn() {
    // given
    cutAfterBytes = 10_000;
    assertThatThrownBy(() -> mirror().install(TinyPack.ID, store, ProgressListener.NONE))
        .isInstanceOf(InstallException.class);

    // when
    ranges = false;
    cutAfterBytes = Integer.MAX_VALUE;
    ModelPack pack = mirror().install(TinyPack.ID, store, ProgressListener.NONE);

    // then
    pack.verify();
  }

  @Test
  void shouldRefuseFilesThatDifferAllAtOnce() throws IOException {
    // given
    flip("dense.onnx");
    flip("text.onnx");

    // when, then
    assertThatThrownBy(() -> mirror().install(TinyPack.ID, store, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("dense.onnx: expected sha256")
        .hasMessageContaining("text.onnx: expected sha256")
        .hasMessageNotContaining("image.onnx");
    assertThat(store.installed()).isEmpty();
  }

  @Test
  void shouldRefuseFilesThatAreLongerThanPromised() throws IOException {
    // given
    Files.write(
        served.resolve("image.onnx"),
        Arrays.copyOf(bytes("image.onnx"), Math.toIntExact(size("image.onnx")) + 1));

    // when, then
    assertThatThrownBy(() -> mirror().install(TinyPack.ID, store, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("image.onnx: expected")
        .hasMessageContaining("bytes, got more");
  }

  @Test
  void shouldRefuseAnotherPack() {
    assertThatThrownBy(() -> mirror().install("freeda-b", store, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("expected pack freeda-b, got tiny");
  }

  @Test
  void shouldRefuseAWrongDescription() throws IOException {
    // given
    Files.writeString(served.resolve(ModelPack.FILE_NAME), "{}");

    // when, then
    assertThatThrownBy(() -> mirror().install(TinyPack.ID, store, ProgressListener.NONE))
        .isInstanceOf(InvalidPackException.class)
        .hasMessageContaining("backbone: expected");
  }

  @Test
  void shouldSayThatAFileIsNotThere() throws IOException {
    // given
    Files.delete(served.resolve("image.onnx"));

    // when, then
    assertThatThrownBy(() -> mirror().install(TinyPack.ID, store, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("image.onnx: expected the pack's file, got HTTP status 404");
  }

  @Test
  void shouldSayThatAServerCannotBeReached() {
    // given
    PackMirror mirror = mirror();
    server.stop(0);

    // when, then
    assertThatThrownBy(() -> mirror.install(TinyPack.ID, store, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("pack.json: expected a web server that can be reached from here");
  }

  @Test
  void shouldRefuseOtherAddresses() {
    Stream.of("ftp://host/pack", "folder", "http:", "http://a b/")
        .forEach(
            address ->
                assertThatThrownBy(() -> PackMirror.at(address))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected http:// or https://"));
  }

  private PackMirror mirror() {
    return PackMirror.at("http://127.0.0.1:%d/packs/tiny".formatted(server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().replace("/packs/tiny/", "");
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(range == null ? name : name + " " + range);
      Path file = served.resolve(name);
      if (!Files.exists(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      boolean partial = range != null && ranges;
      int from = partial ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
      byte[] content = Files.readAllBytes(file);
      exchange.sendResponseHeaders(partial ? 206 : 200, content.length - from);
      int end = name.endsWith(".json") ? content.length : end(from, content.length);
      exchange.getResponseBody().write(content, from, end - from);
    }
  }

  private int end(int from, int length) {
    return (int) Math.min((long) from + cutAfterBytes, length);
  }

  private void flip(String name) throws IOException {
    byte[] content = bytes(name);
    content[content.length / 2] ^= 1;
    Files.write(served.resolve(name), content);
  }

  private byte[] bytes(String name) {
    try {
      return Files.readAllBytes(served.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long size(String name) throws IOException {
    return Files.size(served.resolve(name));
  }
}
