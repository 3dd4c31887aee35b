package io.lexiseg.cli.deployment;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every container that any deployment file starts. */
final class Containers {
  private Containers() {}

  /** What one container runs; arguments are empty where an overlay leaves them to its base. */
  record Run(String where, String image, List<String> arguments) {}

  static List<Run> all() throws IOException {
    Stream<Run> compose =
        compose().services().entrySet().stream()
            .map(
                entry ->
                    new Run(
                        "docker-compose.yml " + entry.getKey(),
                        entry.getValue().image(),
                        entry.getValue().command()));
    Stream<Run> kubernetes =
        KubernetesManifestsTest.manifests().stream()
            .flatMap(
                document ->
                    pod(StrictYaml.kubernetes(document.text())).stream()
                        .flatMap(pod -> pod.getContainers().stream())
                        .map(container -> run(document.file(), container)));
    return Stream.concat(compose, kubernetes).toList();
  }

  static ComposeFile compose() throws IOException {
    return StrictYaml.read(Repository.read("docker-compose.yml"), ComposeFile.class);
  }

  /** Returns the containers that run our own image. */
  static List<Run> ours() throws IOException {
    return all().stream().filter(run -> run.image().startsWith("lexiseg")).toList();
  }

  static Optional<PodSpec> pod(Object resource) {
    if (resource instanceof Deployment deployment) {
      return Optional.of(deployment.getSpec().getTemplate().getSpec());
    }
    if (resource instanceof StatefulSet set) {
      return Optional.of(set.getSpec().getTemplate().getSpec());
    }
    if (resource instanceof Job job) {
      return Optional.of(job.getSpec().getTemplate().getSpec());
    }
    return Optional.empty();
  }

  private static Run run(String file, Container container) {
    return new Run(file + " " + container.getName(), container.getImage(), container.getArgs());
  }
}
