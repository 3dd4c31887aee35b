package io.lexiseg.vision.pack.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.pack.Checksums;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubTest {
  private static final String SECRET = "hf_secret";
  private static final HubFile WANTED = file("main");

  @TempDir Path folder;
  private HubServer server;
  private Path published;
  private Path downloads;

  @BeforeEach
  void start() throws IOException {
    byte[] content = new byte[100_000];
    new Random(1).nextBytes(content);
    published = Files.write(folder.resolve("published"), content);
    downloads = folder.resolve("downloads");
    server = new HubServer().publish("timm/tiny/model.safetensors", published);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldPinTheCommitThatItIsTold() {
    // when
    HubFile located = hub("").locate(List.of(WANTED));

    // then
    assertThat(located)
        .isEqualTo(
            new HubFile(
                "timm/tiny",
                HubServer.COMMIT,
                "model.safetensors",
                100_000,
                Checksums.sha256(published)));
  }

  @Test
  void shouldFetchWhatItLocated() {
    // given
    HubFile located = hub("").locate(List.of(WANTED));

    // when
    Path fetched = hub("").fetch(located, downloads, ProgressListener.NONE);

    // then
    assertThat(fetched).hasSameBinaryContentAs(published);
    assertThat(server.requests())
        .containsExactly(
            "hub HEAD /timm/tiny/resolve/main/model.safetensors",
            "hub GET /timm/tiny/resolve/" + HubServer.COMMIT + "/model.safetensors",
            "store GET /timm/tiny/model.safetensors");
  }

  @Test
  void shouldGiveItsTokenToTheHubAlone() {
    // given
    server.requireToken(SECRET);
    HubFile located = hub(SECRET).locate(List.of(WANTED));

    // when
    hub(SECRET).fetch(located, downloads, ProgressListener.NONE);

    // then
    assertThat(server.requests()).hasSize(3);
    assertThat(server.requests().subList(0, 2)).allMatch(request -> request.endsWith(" token"));
    assertThat(server.requests().get(2)).startsWith("store").doesNotContain("token");
  }

  @Test
  void shouldGoOnWhereItWasInterrupted() {
    // given
    HubFile located = hub("").locate(List.of(WANTED));
    server.cutAfter(10_000);
    assertThatThrownBy(() -> hub("").fetch(located, downloads, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("expected 100000 bytes, got 30000")
        .hasMessageContaining("try again, it will go on from there");
    server.cutAfter(Integer.MAX_VALUE);
    server.requests().clear();

    // when
    Path fetched = hub("").fetch(located, downloads, ProgressListener.NONE);

    // then
    assertThat(fetched).hasSameBinaryContentAs(published);
    assertThat(server.requests().get(1))
        .isEqualTo("store GET /timm/tiny/model.safetensors bytes=30000-");
  }

  @Test
  void shouldSayHowMuchIsMissing() throws IOException {
    // given
    HubFile located = hub("").locate(List.of(WANTED));
    server.cutAfter(10_000);
    assertThatThrownBy(() -> hub("").fetch(located, downloads, ProgressListener.NONE))
        .isInstanceOf(InstallException.class);

    // then
    assertThat(hub("").missingBytes(located, folder.resolve("other"))).isEqualTo(100_000);
    assertThat(hub("").missingBytes(located, downloads)).isEqualTo(70_000);
  }

  @Test
  void shouldBeginAgainWhereTheServerCannotGoOn() {
    // given
    HubFile located = hub("").locate(List.of(WANTED));
    server.cutAfter(10_000);
    assertThatThrownBy(() -> hub("").fetch(located, downloads, ProgressListener.NONE))
        .isInstanceOf(InstallException.class);
    server.cutAfter(Integer.MAX_VALUE);
    server.giveNoRanges();

    // when
    Path fetched = hub("").fetch(located, downloads, ProgressListener.NONE);

    // then
    assertThat(fetched).hasSameBinaryContentAs(published);
  }

  @Test
  void shouldNotWaitForEverForAServerThatFallsSilent() {
    // given
    HubFile located = hub("").locate(List.of(WANTED));
    server.cutAfter(10_000);
    server.fallSilent();

    // when, then
    assertThatThrownBy(
            () -> hub("", Duration.ofMillis(200)).fetch(located, downloads, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("expected 100000 bytes, got 30000")
        .hasMessageContaining("nothing came for 200 ms");
  }

  @Test
  void shouldRefuseAnotherContentThanAnnounced() throws IOException {
    // given
    HubFile located = hub("").locate(List.of(WANTED));
    byte[] content = Files.readAllBytes(published);
    content[50_000] ^= 1;
    Files.write(published, content);

    // when, then
    assertThatThrownBy(() -> hub("").fetch(located, downloads, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("expected sha256 " + located.sha256());
    assertThat(downloads).isEmptyDirectory();
  }

  @Test
  void shouldRefuseMoreThanAnnounced() throws IOException {
    // given
    HubFile located = hub("").locate(List.of(WANTED));
    Files.write(published, new byte[100_001]);

    // when, then
    assertThatThrownBy(() -> hub("").fetch(located, downloads, ProgressListener.NONE))
        .hasMessageContaining("expected 100000 bytes, got more");
    assertThat(downloads).isEmptyDirectory();
  }

  @Test
  void shouldTakeTheFirstThatIsThere() {
    // given
    HubFile absent = new HubFile("timm/none", "main", "model.safetensors", 0, "");

    // then
    assertThat(hub("").locate(List.of(absent, WANTED)).repository()).isEqualTo("timm/tiny");
  }

  @Test
  void shouldSayWhatAllOfThemLack() {
    // given
    HubFile absent = new HubFile("timm/none", "main", "model.safetensors", 0, "");
    HubFile other = new HubFile("timm/tiny", "main", "other.safetensors", 0, "");

    // when, then
    assertThatThrownBy(() -> hub("").locate(List.of(absent, other)))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("timm/none/resolve/main/model.safetensors: expected a file")
        .hasMessageContaining("timm/tiny/resolve/main/other.safetensors: expected a file")
        .hasMessageContaining("HTTP status 404 (Entry not found)");
  }

  @Test
  void shouldSayThatATokenIsWanted() {
    // given
    server.requireToken("hf_another");

    // when, then
    assertThatThrownBy(() -> hub("").locate(List.of(WANTED)))
        .hasMessageContaining("HTTP status 401 (Access to this model is restricted)")
        .hasMessageContaining("HF_TOKEN has to be set");
    assertThatThrownBy(() -> hub(SECRET).locate(List.of(WANTED)))
        .hasMessageContaining("does the owner of HF_TOKEN have access")
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void shouldAskAgainLater(int status) {
    // given
    server.failWith(status, status);

    // then
    assertThat(hub("").locate(List.of(WANTED)).revision()).isEqualTo(HubServer.COMMIT);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void shouldNotAskForEver() {
    // given
    server.failWith(429, 429, 429, 429);

    // when, then
    assertThatThrownBy(() -> hub("").locate(List.of(WANTED)))
        .hasMessageContaining("HTTP status 429 (not now); try again later, or set HF_TOKEN");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void shouldFollowARenamedRepository() {
    // given
    server.rename("former/name");
    HubFile former = new HubFile("former/name", "main", "model.safetensors", 0, "");

    // when
    HubFile located = hub(SECRET).locate(List.of(former));

    // then
    assertThat(hub(SECRET).fetch(located, downloads, ProgressListener.NONE))
        .hasSameBinaryContentAs(published);
  }

  @Test
  void shouldRefuseAWebPage() {
    // given
    server.answerWithAPage();

    // when, then
    assertThatThrownBy(() -> hub("").locate(List.of(WANTED)))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("expected a file, got a web page");
  }

  @Test
  void shouldRefuseAHubThatAnnouncesNothing() {
    // given
    server.announceNothing();

    // when, then
    assertThatThrownBy(() -> hub("").locate(List.of(WANTED)))
        .hasMessageContaining("expected a hub that announces commit, size and SHA-256");
  }

  @Test
  void shouldRefuseAnotherFileThanTheCatalogueKnows() {
    // given
    HubFile known = new HubFile("timm/tiny", "main", "model.safetensors", 100_000, "ab".repeat(32));
    HubFile longer = new HubFile("timm/tiny", "main", "model.safetensors", 100_001, "");

    // when, then
    assertThatThrownBy(() -> hub("").locate(List.of(known)))
        .hasMessageContaining("as the catalogue knows them, the hub announces 100000");
    assertThatThrownBy(() -> hub("").locate(List.of(longer)))
        .hasMessageContaining("expected 100001 bytes");
  }

  @Test
  void shouldLookForSpaceFirst() {
    // given
    server.announceSize(900_000_000_000_000L);
    HubFile located = hub("").locate(List.of(WANTED));

    // when, then
    assertThatThrownBy(() -> hub("").fetch(located, downloads, ProgressListener.NONE))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("MB of free disk space")
        .hasMessageContaining("LEXISEG_CACHE");
  }

  @Test
  void shouldFetchFromAnyServer() {
    // given
    server.announceNothing();
    URI address =
        URI.create(server.address() + "/timm/tiny/resolve/main/model.safetensors?token=abc");

    // then
    assertThat(hub("").fetch(address, downloads, ProgressListener.NONE))
        .hasSameBinaryContentAs(published);
  }

  @Test
  void shouldNotRepeatWhatMayBeSecretInAnAddress() {
    // given
    URI absent = URI.create(server.address() + "/timm/none/resolve/main/a.safetensors?token=abc");
    URI cut = URI.create(server.address() + "/timm/tiny/resolve/main/model.safetensors?token=abc");
    server.cutAfter(1);

    // when, then
    for (URI address : List.of(absent, cut)) {
      assertThatThrownBy(() -> hub("").fetch(address, downloads, ProgressListener.NONE))
          .isInstanceOf(InstallException.class)
          .hasMessageContaining("safetensors: expected")
          .hasMessageNotContaining("abc");
    }
  }

  @Test
  void shouldGoThroughTheProxyOfTheEnvironment() {
    // given
    Map<String, String> environment =
        Map.of(
            "HF_ENDPOINT", "http://hub.invalid",
            "HTTP_PROXY", server.address(),
            "NO_PROXY", "127.0.0.1");
    Hub hub = Hub.of(environment, Duration.ofMillis(1), Duration.ofMinutes(1));

    // when
    HubFile located = hub.locate(List.of(WANTED));

    // then
    assertThat(hub.fetch(located, downloads, ProgressListener.NONE))
        .hasSameBinaryContentAs(published);
  }

  @Test
  void shouldSayThatTheHubCannotBeReached() {
    // given
    Hub hub = hub("");
    server.close();

    // when, then
    assertThatThrownBy(() -> hub.locate(List.of(WANTED)))
        .isInstanceOf(InstallException.class)
        .hasMessageContaining("expected a hub that can be reached from here")
        .hasMessageContaining("HF_ENDPOINT", "--from");
  }

  @Test
  void shouldRefuseWrongSettings() {
    assertThatThrownBy(
            () -> Hub.of(Map.of("HF_ENDPOINT", "hub.example"), Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HF_ENDPOINT: expected http:// or https://");
    assertThatThrownBy(() -> Hub.of(Map.of("HF_TOKEN", "hf_a\nb"), Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HF_TOKEN: expected printable letters")
        .hasMessageNotContaining("hf_a");
    assertThatThrownBy(() -> new HubFile("name", "main", "../x", 0, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Hub hub(String token) {
    return hub(token, Duration.ofMinutes(1));
  }

  private Hub hub(String token, Duration silence) {
    return Hub.of(
        Map.of("HF_ENDPOINT", server.address() + "/", "HF_TOKEN", token),
        Duration.ofMillis(1),
        silence);
  }

  private static HubFile file(String revision) {
    return new HubFile("timm/tiny", revision, "model.safetensors", 0, "");
  }
}
