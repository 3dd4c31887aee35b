package io.lexiseg.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.lexiseg.cli.viewer.ViewerAccess;
import io.lexiseg.processor.ProcessorService;
import io.lexiseg.processor.config.ConfigSources;
import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.health.Health;
import io.lexiseg.processor.http.HealthServer;
import io.lexiseg.vision.encoder.engine.Device;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What deployment files say about the code is what the code says about itself. */
class AgreementTest {

  @Test
  void shouldNameImagesWithTheVersionsOfThePom() throws IOException {
    assertThat(Containers.all())
        .extracting(Containers.Run::image)
        .isNotEmpty()
        .allSatisfy(image -> assertThat(expectedImages()).contains(image));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy/processor.properties",
        "k8s/base/processor.properties",
        "k8s/gpu/processor.properties",
        "k8s/tensorrt/processor.properties"
      })
  void shouldConfigureTheProcessorWithKeysItKnows(String file) {
    // given
    Map<String, String> properties = Repository.properties(Repository.ROOT.resolve(file));

    // when
    ProcessorConfig config = ProcessorConfig.from(properties);

    // then: the probes and metrics come from outside the container
    assertThat(config.http().address()).isEqualTo("0.0.0.0");
  }

  @Test
  void shouldFindMisspelledConfiguration() {
    // given
    Map<String, String> properties =
        new HashMap<>(
            Repository.properties(Repository.ROOT.resolve("deploy/processor.properties")));
    properties.put("guarante", "exactly-once");

    // when, then
    assertThatThrownBy(() -> ProcessorConfig.from(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("guarante");
  }

  @Test
  void shouldProbeThePortsOfTheConfiguration() throws IOException {
    // given
    int port = config("k8s/base/processor.properties").http().port();
    Container processor = container("k8s/base/processor.yaml");

    // then
    assertThat(processor.getPorts())
        .singleElement()
        .satisfies(
            declared -> {
              assertThat(declared.getName()).isEqualTo("http");
              assertThat(declared.getContainerPort()).isEqualTo(port);
            });
    assertThat(config("k8s/gpu/processor.properties").http().port()).isEqualTo(port);
    assertThat(metricsPort()).isEqualTo(String.valueOf(port));
    assertThat(Containers.compose().service("processor").ports().get(0).split(":")[2])
        .isEqualTo(String.valueOf(config("deploy/processor.properties").http().port()));
  }

  @Test
  void shouldProbeWhatTheProcessorServes() throws Exception {
    // given
    Container processor = container("k8s/base/processor.yaml");
    List<String> paths =
        Stream.concat(
                Stream.of(
                        processor.getStartupProbe(),
                        processor.getLivenessProbe(),
                        processor.getReadinessProbe())
                    .map(AgreementTest::path),
                Stream.of("/metrics"))
            .toList();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (HealthServer server =
        HealthServer.start(any, () -> new Health(true, true, ""), () -> "")) {
      for (String path : paths) {
        // when
        int status = get("http://127.0.0.1:%d%s".formatted(server.port(), path));

        // then
        assertThat(status).as(path).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"processor", "viewer"})
  void shouldLetServicesFindTheirPods(String name) {
    // given
    Service service =
        (Service)
            StrictYaml.kubernetes(Repository.read("k8s/base/%s-service.yaml".formatted(name)));
    PodSetSpec pods = spec("k8s/base/%s.yaml".formatted(name));
    Map<String, String> labels = pods.template().getMetadata().getLabels();
    List<String> ports =
        container("k8s/base/%s.yaml".formatted(name)).getPorts().stream()
            .map(ContainerPort::getName)
            .toList();

    // then
    assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
    assertThat(labels).containsAllEntriesOf(pods.selector().getMatchLabels());
    assertThat(service.getSpec().getPorts())
        .allSatisfy(port -> assertThat(ports).contains(port.getTargetPort().getStrVal()));
  }

  @Test
  void shouldPatchTheContainerOfTheBase() {
    assertThat(container("k8s/gpu/processor.yaml").getName())
        .isEqualTo(container("k8s/base/processor.yaml").getName());
    assertThat(container("k8s/gpu/processor.yaml").getResources().getLimits())
        .containsKey("nvidia.com/gpu");
    InferenceOptions inference = config("k8s/gpu/processor.properties").model().inference();
    assertThat(inference.device()).isEqualTo(Device.CUDA);
    assertThat(inference.batching().maxBatch()).isGreaterThan(1);
  }

  @Test
  void shouldGiveEachPodOneGpuAndPlansForIt() throws IOException {
    // given
    String file = "k8s/tensorrt/processor.yaml";
    PodTemplateSpec pod = template(file);
    Container plans = pod.getSpec().getInitContainers().get(0);
    Container processor = container(file);
    String cache = "/var/lib/lexiseg/plans";

    // then
    assertThat(processor.getName()).isEqualTo(container("k8s/base/processor.yaml").getName());
    assertThat(List.of(plans, processor))
        .allSatisfy(
            one -> {
              assertThat(one.getResources().getLimits())
                  .hasEntrySatisfying(
                      "nvidia.com/gpu", count -> assertThat(count.getAmount()).isEqualTo("1"));
              assertThat(one.getVolumeMounts())
                  .anyMatch(
                      mount ->
                          mount.getName().equals("plans") && mount.getMountPath().equals(cache));
            });
    assertThat(
            ((StatefulSet) StrictYaml.kubernetes(Repository.read(file)))
                .getSpec()
                .getVolumeClaimTemplates())
        .extracting(claim -> claim.getMetadata().getName())
        .containsExactly("plans");
    assertThat(Dockerfile.stage("tensorrt"))
        .anyMatch(line -> line.contains("LEXISEG_CACHE=/var/lib/lexiseg"));
    assertThat(plans.getArgs())
        .startsWith("models", "plan", config("k8s/tensorrt/processor.properties").model().pack());
    assertThat(plans.getArgs()).contains("--precision", "fp16");
    assertThat(Repository.properties(Repository.ROOT.resolve("k8s/tensorrt/processor.properties")))
        .containsEntry("inference.engine", "tensorrt")
        .containsEntry("inference.precision", "fp16");
  }

  @Test
  void shouldWaitAsLongAsTheProcessorTakesToEnd() throws IOException {
    // given
    long pod = template("k8s/base/processor.yaml").getSpec().getTerminationGracePeriodSeconds();
    String container = Containers.compose().service("processor").stopGracePeriod();

    // then
    assertThat(Duration.ofSeconds(pod)).isGreaterThan(ProcessorService.GRACE);
    assertThat(container).isEqualTo(pod + "s");
  }

  @Test
  void shouldNameInstancesSoThatTheyComeBackUnderTheirNames() throws IOException {
    // given
    ComposeFile.Service service = Containers.compose().service("processor");

    // then
    assertThat(StrictYaml.kubernetes(Repository.read("k8s/base/processor.yaml")))
        .isInstanceOf(StatefulSet.class);
    assertThat(StrictYaml.kubernetes(Repository.read("k8s/gpu/processor.yaml")))
        .isInstanceOf(StatefulSet.class);
    assertThat(container("k8s/base/processor.yaml").getEnv())
        .filteredOn(variable -> variable.getName().equals("LEXISEG_INSTANCE_ID"))
        .singleElement()
        .satisfies(
            variable ->
                assertThat(variable.getValueFrom().getFieldRef().getFieldPath())
                    .isEqualTo("metadata.name"));
    assertThat(service.environment()).containsEntry("LEXISEG_INSTANCE_ID", service.hostname());
    Map<String, String> gathered =
        ConfigSources.gather(
            Optional.of(Repository.ROOT.resolve("deploy/processor.properties")),
            service.environment(),
            Map.of());
    assertThat(ProcessorConfig.from(gathered).kafka().instanceId()).contains(service.hostname());
  }

  @Test
  void shouldProbeThePageUnderANameThatItAnswers() {
    // given
    Probe probe = container("k8s/base/viewer.yaml").getReadinessProbe();

    // then
    assertThat(probe.getHttpGet().getHttpHeaders())
        .singleElement()
        .satisfies(
            header -> {
              assertThat(header.getName()).isEqualTo("Host");
              assertThat(ViewerAccess.of("0.0.0.0").hosts()).contains(header.getValue());
            });
  }

  @Test
  void shouldRunWithoutPrivileges() throws IOException {
    for (Containers.Run run : Containers.ours()) {
      assertThatCode(() -> requireUnprivileged(run)).as(run.where()).doesNotThrowAnyException();
    }
  }

  private static void requireUnprivileged(Containers.Run run) {
    String file = run.where().split(" ")[0];
    if (!file.startsWith("k8s/") || file.matches("k8s/((caption-)?builder-)?(gpu|tensorrt).*")) {
      return;
    }
    var pod = Containers.pod(StrictYaml.kubernetes(Repository.read(file))).orElseThrow();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getContainers())
        .allSatisfy(
            container -> {
              assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
              assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
              assertThat(container.getResources().getLimits()).containsKey("memory");
            });
  }

  private static List<String> expectedImages() {
    return List.of(
        "lexiseg:" + Repository.version(),
        "lexiseg-gpu:" + Repository.version(),
        "lexiseg-tensorrt:" + Repository.version(),
        "apache/kafka:" + Repository.pom("kafka.version"),
        "confluentinc/cp-schema-registry:" + Repository.pom("confluent.version"),
        "redis:8");
  }

  private static ProcessorConfig config(String file) {
    return ProcessorConfig.from(Repository.properties(Repository.ROOT.resolve(file)));
  }

  private static @Nullable String metricsPort() {
    return template("k8s/base/processor.yaml")
        .getMetadata()
        .getAnnotations()
        .get("prometheus.io/port");
  }

  private static PodTemplateSpec template(String file) {
    return spec(file).template();
  }

  private static PodSetSpec spec(String file) {
    Object resource = StrictYaml.kubernetes(Repository.read(file));
    return resource instanceof StatefulSet set
        ? new PodSetSpec(set.getSpec().getTemplate(), set.getSpec().getSelector())
        : new PodSetSpec(
            ((Deployment) resource).getSpec().getTemplate(),
            ((Deployment) resource).getSpec().getSelector());
  }

  /** What kinds of pod sets have in common. */
  private record PodSetSpec(PodTemplateSpec template, LabelSelector selector) {}

  private static Container container(String file) {
    return template(file).getSpec().getContainers().get(0);
  }

  private static String path(Probe probe) {
    return Objects.requireNonNull(probe.getHttpGet().getPath());
  }

  private static int get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
