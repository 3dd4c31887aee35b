package io.lexiseg.demo.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.lexiseg.cli.CommandRun;
import io.lexiseg.cli.LexisegCommand;
import io.lexiseg.cli.access.Role;
import io.lexiseg.cli.client.connection.ClusterSettings;
import io.lexiseg.cli.client.connection.ClusterTrouble;
import io.lexiseg.demo.system.FlatModel;
import io.lexiseg.demo.system.Pictures;
import io.lexiseg.processor.ProcessorApplication;
import io.lexiseg.processor.config.ConfigSources;
import io.lexiseg.processor.config.ProcessorConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each command with the least rights of its role, and what is said where a right is missing. */
@Timeout(180)
class SecuredClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern PAGE_URL = Pattern.compile("Viewer: (http://\\S+)");

  @TempDir private static Path folder;
  private static SecuredCluster cluster;
  private static CommandRun created;

  @BeforeAll
  static void prepare() throws Exception {
    cluster = SecuredCluster.start(folder);
    created = run(0, "topics create --config", cluster.config(Role.ADMIN).toString());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void shouldCreateTheTopicsOfStoresWithAllOthers() {
    assertThat(created.out())
        .contains(
            "frames,",
            "dead-letters,",
            "plant-vocabulary-vocabulary-aggregates-changelog",
            "plant-vocabulary-bound-cameras-changelog",
            "plant-frames-waiting-frames-changelog",
            "schemas registered: 19");
  }

  @Test
  void shouldRunEveryCommandOfThePageWithTheLeastRights() throws Exception {
    // given
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    Pictures.writeGood(pictures, 1);
    SecurityPage page = new SecurityPage(cluster, folder);
    List<String> masks = List.of();

    // when
    try (RunningCommands running = new RunningCommands()) {
      for (List<String> command : page.commands()) {
        running.run(command);
      }
      CommandRun publish = new CommandRun();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                publish.run(page.command("publish").toArray(String[]::new));
                return running.ended("masks", "watch");
              });
      URI url = running.viewer(PAGE_URL);
      await().atMost(PATIENCE).until(() -> get(url.resolve("/api/state")).contains("gate"));
      masks = running.output("masks", "watch").lines().toList();
    }

    // then
    assertThat(masks).singleElement().asString().contains("mask", "gate");
    assertThat(folder.resolve("out")).isDirectoryContaining("glob:**.mask.png");
  }

  @Test
  void shouldTakeTheUserOfTheRegistryFromItsAddress() throws Exception {
    // given
    String config = cluster.config(Role.OPERATOR, "hunter2-operator", "wrong").toString();
    String address = cluster.registry().url().replace("://", "://operator:hunter2-operator@");
    // when
    CommandRun list = run(0, "vocabulary list --config", config, "--registry", address);
    // then
    assertThat(list.err()).isEmpty();
  }

  @Test
  void shouldSayWhichRightIsMissing() throws Exception {
    String camera = cluster.config(Role.CAMERA).toString();
    String viewer = cluster.config(Role.VIEWER).toString();
    String operator = cluster.config(Role.OPERATOR).toString();
    String pictures = givenPicture();

    assertThat(failure("vocabulary list --config", camera))
        .contains(broker(), "authorization", "[vocabularies]", "topics acls");
    assertThat(failure("vocabulary define a --config", camera))
        .contains(broker(), "authorization", "vocabulary-status");
    assertThat(failure("masks watch --config", camera)).contains("authorization", "[masks]");
    assertThat(failure("publish --config", viewer, "--input", pictures))
        .contains(broker(), "authorization", "write to no topic");
    assertThat(failure("publish --config", operator, "--input", pictures))
        .contains(broker(), "authorization", "[frames]");
    assertThat(failure("vocabulary define a --config", viewer)).contains(broker(), "authorization");
    assertThat(failure("topics create --config", operator))
        .contains(broker(), "authorization", "topic ");
  }

  @Test
  void shouldSayWhoLetsNobodyIn() throws Exception {
    String pictures = givenPicture();
    String noBroker = cluster.config(Role.CAMERA, "wrong-hunter2", "x").toString();
    String noRegistry = cluster.config(Role.CAMERA, "hunter2-camera", "wrong-hunter2").toString();
    String reader = cluster.config(Role.ADMIN, "hunter2-admin", "hunter2-admin").toString();
    String other =
        TestCertificate.make(Files.createDirectories(folder.resolve("other"))).pem().toString();
    String camera = cluster.config(Role.CAMERA).toString();

    assertThat(failure("publish --config", noBroker, "--input", pictures))
        .contains(broker(), "authentication");
    assertThat(
            failure(
                "publish --config",
                camera,
                "--kafka",
                "ssl.truststore.location=" + other,
                "--input",
                pictures))
        .contains(broker(), "TLS", "kafka.ssl.truststore.location");
    assertThat(failure("publish --config", noRegistry, "--input", pictures))
        .contains("schema registry " + cluster.registry().url(), "401");
    assertThat(
            failure(
                "publish --config",
                camera,
                "--registry-setting",
                "ssl.truststore.location=" + other,
                "--input",
                pictures))
        .contains("schema registry " + cluster.registry().url(), "TLS");
    assertThat(
            failure(
                "topics create --config",
                reader,
                "--registry-setting",
                "basic.auth.user.info=viewer:hunter2-viewer"))
        .contains("schema registry " + cluster.registry().url(), "403");
  }

  /** With the log that is shipped, which Kafka's clients write into as well. */
  @Test
  void shouldSayItInOneLineAsAProcessOfItsOwn() throws Exception {
    // given
    String reader = cluster.config(Role.VIEWER).toString();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                LexisegCommand.class.getName(),
                "publish",
                "--config",
                reader,
                "--input",
                givenPicture())
            .redirectErrorStream(true)
            .start();
    // when
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // then
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    assertThat(said.lines()).singleElement().asString().contains(broker(), "authorization");
  }

  @Test
  void shouldStopAProcessorWithoutRightsAndSayWhichIsMissing() throws Exception {
    // given
    Map<String, String> properties =
        ConfigSources.gather(
            Optional.of(cluster.config(Role.VIEWER)),
            Map.of(),
            Map.of("kafka.state.dir", folder.resolve("refused").toString()));
    // when
    Throwable failure;
    try (ProcessorApplication processor =
        new ProcessorApplication(ProcessorConfig.from(properties), FlatModel.open())) {
      failure =
          catchThrowable(
              () -> {
                processor.start();
                processor.awaitEnd();
              });
    }
    // then
    assertThat(ClusterTrouble.of(failure, ClusterSettings.from(properties)))
        .hasValueSatisfying(
            words -> assertThat(words).contains(broker(), "authorization", "Not authorized"));
  }

  private static String broker() {
    return "broker " + cluster.broker().bootstrapServers();
  }

  private static String givenPicture() throws Exception {
    Path pictures = Files.createDirectories(folder.resolve("given"));
    Pictures.writeGood(pictures, 1);
    return pictures.toString();
  }

  /** What a command that fails says: little, nothing secret, and no schema. */
  private static String failure(String command, String... more) {
    String said = run(1, command, more).err();
    assertThat(said.lines()).hasSizeLessThanOrEqualTo(2);
    assertThat(said).doesNotContain(SecuredCluster.SECRET, "\"type\"", "\tat ");
    return said;
  }

  private static CommandRun run(int expectedCode, String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of(more));
    CommandRun run = new CommandRun();
    int code = run.run(words.toArray(String[]::new));
    assertThat(code).as(words + ": " + run.out() + run.err()).isEqualTo(expectedCode);
    return run;
  }

  private static String get(URI url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
