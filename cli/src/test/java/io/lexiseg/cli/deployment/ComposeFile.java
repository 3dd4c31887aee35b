package io.lexiseg.cli.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a compose file that the repository uses; a missing one is empty. */
record ComposeFile(
    String name, Map<String, Service> services, Map<String, Map<String, String>> volumes) {

  /** Returns the service of that name. */
  Service service(String service) {
    return Optional.ofNullable(services.get(service)).orElseThrow();
  }

  record Service(
      String image,
      Build build,
      List<String> profiles,
      String hostname,
      List<String> command,
      Map<String, String> environment,
      @JsonProperty("depends_on") Map<String, Dependency> dependsOn,
      List<String> ports,
      List<String> volumes,
      Healthcheck healthcheck,
      @JsonProperty("stop_grace_period") String stopGracePeriod,
      String restart) {

    Service {
      profiles = Optional.ofNullable(profiles).orElse(List.of());
      command = Optional.ofNullable(command).orElse(List.of());
      environment = Optional.ofNullable(environment).orElse(Map.of());
      dependsOn = Optional.ofNullable(dependsOn).orElse(Map.of());
      ports = Optional.ofNullable(ports).orElse(List.of());
      volumes = Optional.ofNullable(volumes).orElse(List.of());
    }
  }

  record Build(String context, String target) {}

  record Dependency(String condition) {}

  record Healthcheck(List<String> test, String interval, String timeout, int retries) {}
}
