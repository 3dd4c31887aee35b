package io.lexiseg.quickstart.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/** Which package may use which; the base package is a parameter so that the rules can be tried. */
final class ImportRules {
  private static final String KAFKA = "org.apache.kafka..";
  private static final String REDIS = "redis.clients..";

  private ImportRules() {}

  static List<ArchRule> of(String base) {
    return List.of(
        only(List.of("ai.djl.."), base, "vision.encoder.djl", "indexbuilder.attribution"),
        only(List.of(REDIS), base, "prototypes.redisearch", "processor.prototype"),
        none(base, "vision", List.of(KAFKA, REDIS, "org.apache.avro..", "io.confluent..")),
        ours(base, "vision", "schemas", "prototypes", "processor", "indexbuilder", "quickstart"),
        ours(base, "schemas", "vision", "prototypes", "processor", "indexbuilder", "quickstart"),
        ours(base, "prototypes", "vision", "processor", "indexbuilder", "quickstart"),
        ours(base, "processor", "indexbuilder", "quickstart"),
        ours(base, "indexbuilder", "processor", "quickstart"),
        none(base, "indexbuilder", List.of("org.apache.kafka.streams..")));
  }

  /** These libraries are used in these packages only. */
  private static ArchRule only(List<String> libraries, String base, String... packages) {
    String[] allowed = new String[packages.length];
    for (int i = 0; i < packages.length; i++) {
      allowed[i] = base + "." + packages[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(base + "..")
        .and()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries.toArray(String[]::new))
        .as("%s is used in %s only".formatted(libraries, List.of(packages)))
        .allowEmptyShould(true);
  }

  /** This package does not use these libraries. */
  private static ArchRule none(String base, String from, List<String> libraries) {
    return noClasses()
        .that()
        .resideInAPackage(base + "." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries.toArray(String[]::new))
        .as("%s does not use %s".formatted(from, libraries))
        .allowEmptyShould(true);
  }

  /** This module does not use these modules. */
  private static ArchRule ours(String base, String from, String... modules) {
    List<String> packages =
        Arrays.stream(modules).map(module -> base + "." + module + "..").toList();
    return none(base, from, packages);
  }
}
