package io.lexiseg.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.lexiseg.cli.deployment.Repository.Document;
import io.lexiseg.schemas.TopicDefinition;
import io.lexiseg.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesManifestsTest {

  static List<Document> manifests() {
    return Stream.of(
            "k8s/base",
            "k8s/gpu",
            "k8s/tensorrt",
            "k8s/index-builder",
            "k8s/caption-builder",
            "k8s/caption-builder-gpu",
            "k8s/builder",
            "k8s/builder-gpu")
        .flatMap(folder -> Repository.documents(folder).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void shouldBeKnownToTheApi(Document manifest) {
    // when
    Object resource = StrictYaml.kubernetes(manifest.text());

    // then
    assertThat(resource).isNotInstanceOf(GenericKubernetesResource.class);
    assertThat(StrictYaml.unknownKeys(resource)).as(manifest.file()).isEmpty();
  }

  @Test
  void shouldFindMisspelledKeys() {
    // given
    String manifest =
        Repository.read("k8s/base/processor.yaml")
            .replace("replicas: 2", "replcas: 2")
            .replace("image: ", "imgae: ")
            .replace("periodSeconds: 10", "periodSecond: 10");

    // when
    List<String> keys = StrictYaml.unknownKeys(StrictYaml.kubernetes(manifest));

    // then
    assertThat(keys)
        .containsExactlyInAnyOrder(
            "StatefulSet.Spec[replcas]",
            "StatefulSet.Spec.Template.Spec.Containers[0][imgae]",
            "StatefulSet.Spec.Template.Spec.Containers[0].LivenessProbe[periodSecond]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicas: two",
        "replicas: \"2\"",
        "replicas: 2.5",
        "replicas: [2]",
        "paused: \"true\"",
        "selector: 3"
      })
  void shouldFindWrongTypes(String wrong) {
    // given
    String manifest =
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\nspec:\n  " + wrong + "\n";

    // when, then
    assertThatThrownBy(() -> StrictYaml.kubernetes(manifest))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldFindNumbersWhereTextIsExpected() {
    // given
    String manifest = Repository.read("k8s/base/processor.yaml").replace("\"8082\"", "8082");

    // when, then
    assertThatThrownBy(() -> StrictYaml.kubernetes(manifest))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldKeepEveryFileInAKustomization() throws IOException {
    try (Stream<Path> files = Files.walk(Repository.ROOT.resolve("k8s"))) {
      List<Path> folders = files.filter(Files::isDirectory).filter(this::holdsYaml).toList();
      assertThat(folders).hasSize(10);
      for (Path folder : folders) {
        // when
        Kustomization kustomization =
            StrictYaml.read(
                Repository.read(folder.resolve("kustomization.yaml")), Kustomization.class);

        // then
        assertThat(kustomization.files())
            .as(folder.toString())
            .allSatisfy(file -> assertThat(folder.resolve(file)).exists())
            .containsAll(yamlFiles(folder));
      }
    }
  }

  @Test
  void shouldDeclareTheTopicsOfTheCode() throws IOException {
    // given
    Map<String, JsonNode> declared = new HashMap<>();
    for (Document document : Repository.documents("k8s/strimzi")) {
      JsonNode topic = StrictYaml.tree(document.text());
      declared.put(topic.at("/metadata/name").asText(), topic.at("/spec"));
    }

    // then
    assertThat(declared.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Topics.all().stream().map(TopicDefinition::name).toList());
    for (TopicDefinition topic : Topics.all()) {
      JsonNode spec = Objects.requireNonNull(declared.get(topic.name()));
      Map<String, String> config = new HashMap<>();
      spec.get("config").properties().forEach(e -> config.put(e.getKey(), e.getValue().asText()));
      assertThat(spec.get("partitions").asInt()).as(topic.name()).isEqualTo(topic.partitions());
      assertThat(config).as(topic.name()).isEqualTo(topic.config());
    }
  }

  private boolean holdsYaml(Path folder) {
    return !yamlFiles(folder).isEmpty();
  }

  private static List<String> yamlFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
