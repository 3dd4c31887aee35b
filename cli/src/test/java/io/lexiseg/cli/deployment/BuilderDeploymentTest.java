package io.lexiseg.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.lexiseg.indexbuilder.service.BuilderConfig;
import io.lexiseg.indexbuilder.service.BuilderNeeds;
import io.lexiseg.indexbuilder.service.BuilderService;
import io.lexiseg.schemas.Topics;
import io.lexiseg.vision.encoder.engine.Device;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What deployment files say about the index builder is what its code says. */
class BuilderDeploymentTest {
  private static final String MANIFEST = "k8s/builder/builder.yaml";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy/builder.properties",
        "k8s/builder/builder.properties",
        "k8s/builder-gpu/builder.properties"
      })
  void shouldConfigureTheBuilderWithKeysItKnows(String file) {
    // when
    BuilderConfig config = config(file);

    // then: the probes and metrics come from outside the container
    assertThat(config.http().address()).isEqualTo("0.0.0.0");
    assertThat(config.http().port()).isEqualTo(8083);
  }

  @Test
  void shouldProbeThePortOfTheConfiguration() throws IOException {
    assertThat(container(MANIFEST).getPorts())
        .singleElement()
        .satisfies(port -> assertThat(port.getContainerPort()).isEqualTo(8083));
    assertThat(Containers.compose().service("index-builder").ports().get(0)).endsWith(":8083");
  }

  @Test
  void shouldWaitAsLongAsTheBuilderTakesToEnd() throws IOException {
    // given
    long pod =
        deployment(MANIFEST).getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds();

    // then
    assertThat(Duration.ofSeconds(pod)).isGreaterThan(BuilderService.GRACE);
    assertThat(Containers.compose().service("index-builder").stopGracePeriod())
        .isEqualTo(pod + "s");
  }

  @Test
  void shouldPatchTheContainerOfTheCpuVariant() {
    assertThat(container("k8s/builder-gpu/builder.yaml").getName())
        .isEqualTo(container(MANIFEST).getName());
    assertThat(container("k8s/builder-gpu/builder.yaml").getResources().getLimits())
        .containsKey("nvidia.com/gpu");
    assertThat(config("k8s/builder-gpu/builder.properties").inference().device())
        .isEqualTo(Device.CUDA);
  }

  @Test
  void shouldScaleByTheLagOfTheGroupThatMakes() throws IOException {
    // given
    JsonNode spec =
        StrictYaml.tree(Repository.read("k8s/builder-keda/scaledobject.yaml")).at("/spec");
    String group =
        config("k8s/builder/builder.properties").kafka().applicationId()
            + BuilderNeeds.MAKING_SUFFIX;
    List<String> topics = new ArrayList<>();

    // when
    for (JsonNode trigger : spec.get("triggers")) {
      assertThat(trigger.at("/metadata/consumerGroup").asText()).isEqualTo(group);
      topics.add(trigger.at("/metadata/topic").asText());
    }

    // then
    assertThat(topics).containsExactly(Topics.PROTOTYPE_REQUESTS, Topics.URGENT_PROTOTYPE_REQUESTS);
    assertThat(spec.at("/scaleTargetRef/name").asText())
        .isEqualTo(deployment(MANIFEST).getMetadata().getName());
    assertThat(spec.get("minReplicaCount").asInt()).isEqualTo(1);
    assertThat(spec.get("maxReplicaCount").asInt())
        .isEqualTo(Topics.definition(Topics.PROTOTYPE_REQUESTS).partitions());
  }

  @Test
  void shouldStartABuildAgainOnTheVolumeThatHoldsWhatWasMade() {
    // given
    PodSpec pod = job("k8s/caption-builder/job.yaml").getSpec().getTemplate().getSpec();
    Container container = pod.getContainers().get(0);
    String out = argument(container, "--out");
    String captions = argument(container, "--from-captions");

    // then: what is made lies beside the index, so both have to outlive the pod
    assertThat(pod.getRestartPolicy()).isEqualTo("OnFailure");
    assertThat(claim(pod, out)).isEqualTo("lexiseg-indexes");
    assertThat(claim(pod, captions)).isEqualTo("lexiseg-captions");
  }

  @Test
  void shouldBuildOnAGpuWhatIsBuiltOnACpu() {
    // given
    Container cpu = containers("k8s/caption-builder/job.yaml").get(0);
    Container gpu = containers("k8s/caption-builder-gpu/job.yaml").get(0);
    List<String> arguments = new ArrayList<>(gpu.getArgs());

    // when
    arguments.removeAll(List.of("--device", Device.CUDA.toString()));

    // then
    assertThat(gpu.getName()).isEqualTo(cpu.getName());
    assertThat(arguments).isEqualTo(cpu.getArgs()).hasSize(gpu.getArgs().size() - 2);
    assertThat(gpu.getResources().getLimits()).containsKey("nvidia.com/gpu");
  }

  private static String argument(Container container, String option) {
    return container.getArgs().get(container.getArgs().indexOf(option) + 1);
  }

  private static String claim(PodSpec pod, String file) {
    String volume =
        pod.getContainers().get(0).getVolumeMounts().stream()
            .filter(mount -> file.startsWith(mount.getMountPath() + "/"))
            .map(VolumeMount::getName)
            .findFirst()
            .orElseThrow();
    return pod.getVolumes().stream()
        .filter(one -> one.getName().equals(volume))
        .findFirst()
        .orElseThrow()
        .getPersistentVolumeClaim()
        .getClaimName();
  }

  private static List<Container> containers(String file) {
    return job(file).getSpec().getTemplate().getSpec().getContainers();
  }

  private static Job job(String file) {
    return (Job) StrictYaml.kubernetes(Repository.read(file));
  }

  private static BuilderConfig config(String file) {
    return BuilderConfig.from(Repository.properties(Repository.ROOT.resolve(file)));
  }

  private static Deployment deployment(String file) {
    return (Deployment) StrictYaml.kubernetes(Repository.read(file));
  }

  private static Container container(String file) {
    return deployment(file).getSpec().getTemplate().getSpec().getContainers().get(0);
  }
}
