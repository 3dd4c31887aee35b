package io.lexiseg.vision.pack.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.Hub;
import io.lexiseg.vision.pack.install.HubFile;
import io.lexiseg.vision.pack.install.HubServer;
import io.lexiseg.vision.pack.install.InstallException;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderInstallerTest {
  private static final String DENSE = "timm/tiny/model.safetensors";
  private static final String CLIP = "timm/clip/open_clip_model.safetensors";

  @TempDir Path folder;
  private Path files;
  private Path dense;
  private Path clip;
  private PackStore store;
  private HubServer server;

  @BeforeEach
  void start() throws IOException {
    files = Files.createDirectory(folder.resolve("files"));
    dense = TinyCheckpoint.of("timm").write(files.resolve("model.safetensors"));
    clip = TinyCheckpoint.of("open_clip").write(files.resolve("open_clip_model.safetensors"));
    store = PackStore.at(folder.resolve("cache"));
    server = new HubServer().publish(DENSE, dense).publish(CLIP, clip);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldMakeAPackOfWhatTheHubHas() throws IOException {
    // when
    ModelPack pack = install("plain");

    // then
    pack.check();
    assertThat(store.installed()).containsExactly("tiny");
    assertThat(Files.readString(pack.folder().resolve("pack.json")))
        .contains("tiny-plain: timm/tiny@" + HubServer.COMMIT + "/model.safetensors, sha256 ");
    assertThat(store.root().resolve("downloads/tiny")).doesNotExist();
  }

  @Test
  void shouldNotAskForAnInstalledPackAgain() {
    // given
    install("plain");
    server.close();

    // then
    assertThat(install("plain").id()).isEqualTo("tiny");
  }

  @Test
  void shouldMakeTheSamePackOfAFolder() {
    // given
    List<String> digests = digests(install("plain"));
    store = PackStore.at(folder.resolve("other"));
    server.close();

    // then
    assertThat(digests(install("plain", files.toString()))).isEqualTo(digests);
  }

  @Test
  void shouldMakeTheSamePackOfSeveralFilesWithAnIndex() throws IOException {
    // given
    List<String> digests = digests(install("plain"));
    store = PackStore.at(folder.resolve("other"));
    Files.delete(dense);
    TinyCheckpoint.of("timm").writeInParts(files);
    server.close();

    // then
    assertThat(digests(install("plain", files.toString()))).isEqualTo(digests);
  }

  @Test
  void shouldFetchWhatIsNotHere() {
    // when
    install("plain", dense.toString());

    // then
    assertThat(server.requests()).hasSize(3).allMatch(request -> request.contains("timm/clip/"));
  }

  @Test
  void shouldFetchAFileOfBothOnce() {
    // given
    HubFile both = new HubFile("timm/clip", "main", "open_clip_model.safetensors", 0, "");

    // when
    installer().install(recipe("clip backbone", both), List.of()).check();

    // then
    assertThat(server.requests()).filteredOn(request -> request.startsWith("store")).hasSize(1);
  }

  @Test
  void shouldFetchFromAddresses() throws IOException {
    // given
    String address = server.address() + "/timm/tiny/resolve/main/model.safetensors?key=secret";

    // when
    ModelPack pack = install("plain", address, clip.toString());

    // then
    assertThat(Files.readString(pack.folder().resolve("pack.json")))
        .contains("/timm/tiny/resolve/main/model.safetensors, sha256")
        .doesNotContain("secret");
  }

  @Test
  void shouldKnowMirrorsFromCheckpoints() {
    assertThat(EncoderInstaller.isMirror("https://a.example/packs/freeda-b")).isTrue();
    assertThat(EncoderInstaller.isMirror("https://a.example/model.safetensors?x=1")).isFalse();
    assertThat(EncoderInstaller.isMirror("folder")).isFalse();
  }

  @Test
  void shouldLeaveNothingOfACheckpointThatDoesNotFit() {
    // when, then
    assertThatThrownBy(() -> install("registers"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tensor registers: expected one of the shape [1, 4, 16], got none");
    assertThat(store.root().resolve("packs/.tiny.partial")).doesNotExist();
    assertThat(store.root().resolve("downloads/tiny")).doesNotExist();
    assertThat(store.installed()).isEmpty();
  }

  @Test
  void shouldKeepWhatWasFetchedOfAnInterruptedPull() {
    // given
    server.cutAfter(5_000);
    assertThatThrownBy(() -> install("plain")).isInstanceOf(InstallException.class);
    assertThat(store.installed()).isEmpty();
    server.cutAfter(Integer.MAX_VALUE);
    server.requests().clear();

    // when
    install("plain").check();

    // then
    assertThat(server.requests()).contains("store GET /" + DENSE + " bytes=15000-");
  }

  @Test
  void shouldKeepWhatWasFetchedWhenAnotherFileIsWrong() throws IOException {
    // given
    server.cutAfter(5_000);
    assertThatThrownBy(() -> install("plain")).isInstanceOf(InstallException.class);
    Path wrong = Files.writeString(folder.resolve("wrong.safetensors"), "<html>");

    // when
    assertThatThrownBy(() -> install("plain", wrong.toString()))
        .hasMessageContaining("got a web page");

    // then
    assertThat(store.root().resolve("downloads/tiny")).isNotEmptyDirectory();
  }

  @Test
  void shouldLeaveNothingOfAnAddressThatIsNoCheckpoint() throws IOException {
    // given
    server.publish(DENSE, Files.writeString(folder.resolve("page"), "<html>log in</html>"));
    String address = server.address() + "/timm/tiny/resolve/main/model.safetensors";

    // when, then
    assertThatThrownBy(() -> install("plain", address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got a web page");
    assertThat(store.root().resolve("downloads/tiny")).isEmptyDirectory();
  }

  @Test
  void shouldFetchNothingBeforeBothAreFound() {
    // given
    server.close();
    EncoderInstaller installer = installer();

    // when, then
    assertThatThrownBy(() -> installer.install(recipe("plain"), List.of(dense.toString())))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("timm/clip/resolve/main/open_clip_model.safetensors");
  }

  @Test
  void shouldLookForSpaceFirst() {
    // given
    server.announceSize(900_000_000_000_000L);

    // when, then
    assertThatThrownBy(() -> install("plain"))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("pack tiny: expected 3600000000 MB of free disk space")
        .hasMessageContaining("LEXISEG_CACHE");
    assertThat(server.requests()).noneMatch(request -> request.contains("GET"));
  }

  @Test
  void shouldRefuseAFolderOfPickles() throws IOException {
    // given
    Path pickles = Files.createDirectory(folder.resolve("pickles"));
    Files.writeString(pickles.resolve("pytorch_model.bin"), "PK");

    // when, then
    assertThatThrownBy(() -> install("plain", pickles.toString()))
        .hasMessageContaining("expected files in the safetensors format, got [pytorch_model.bin]")
        .hasMessageContaining("tools/export/convert.py");
  }

  @Test
  void shouldAskWhichOfTwoIsMeant() throws IOException {
    // given
    Files.copy(dense, files.resolve("again.safetensors"));

    // when, then
    assertThatThrownBy(() -> install("plain", files.toString()))
        .hasMessageContaining("tiny-plain: expected one checkpoint, got")
        .hasMessageContaining("again.safetensors", "model.safetensors");
  }

  @Test
  void shouldRefuseAFileThatIsNotThere() {
    assertThatThrownBy(() -> install("plain", folder.resolve("none.safetensors").toString()))
        .hasMessageContaining("none.safetensors: expected a checkpoint, got no file");
  }

  private ModelPack install(String network, String... from) {
    return installer().install(recipe(network), List.of(from));
  }

  private EncoderInstaller installer() {
    Hub hub =
        Hub.of(
            Map.of("HF_ENDPOINT", server.address()), Duration.ofMillis(1), Duration.ofMinutes(1));
    return new EncoderInstaller(store, hub, OnnxType.FLOAT32, ProgressListener.NONE);
  }

  private static EncoderRecipe recipe(String network) {
    return recipe(network, new HubFile("timm/tiny", "main", "model.safetensors", 0, ""));
  }

  private static EncoderRecipe recipe(String network, HubFile source) {
    EncoderRecipe tiny = TinyCheckpoint.recipe("tiny", network);
    LocalBackbone one = tiny.backbone();
    ClipTowers other = tiny.clip();
    return new EncoderRecipe(
        "tiny",
        new LocalBackbone(
            one.name(),
            one.backbone(),
            one.family(),
            one.size(),
            one.patchPx(),
            one.trainedGrid(),
            one.sidePx(),
            one.registers(),
            one.layerScale(),
            one.activation(),
            one.licence(),
            List.of(source)),
        new ClipTowers(
            other.name(),
            other.image(),
            other.patchPx(),
            other.sidePx(),
            other.text(),
            other.dimension(),
            other.licence(),
            List.of(new HubFile("timm/clip", "main", "open_clip_model.safetensors", 0, ""))));
  }

  private static List<String> digests(ModelPack pack) {
    return pack.files().stream().map(file -> file.name() + file.sha256()).toList();
  }
}
