package io.lexiseg.lab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/** Which package may use which; the base package is a parameter so that the rules can be tried. */
final class ImportRules {
  private static final String KAFKA = "org.apache.kafka..";
  private static final String REDIS = "redis.clients..";

  /** Every module, by the package below the base. */
  static final List<String> MODULES =
      List.of(
          "schemas",
          "vision",
          "prototypes",
          "recognition",
          "processor",
          "indexbuilder",
          "planbuilder",
          "cli",
          "demo",
          "lab");

  private ImportRules() {}

  static List<ArchRule> of(String base) {
    return List.of(
        only(
            List.of("ai.djl.."),
            base,
            "vision.encoder.djl",
            "vision.encoder.tensorrt",
            "indexbuilder.attribution"),
        only(List.of(REDIS), base, "prototypes.redis", "prototypes.redisearch"),
        none(base, "vision", List.of(KAFKA, REDIS, "org.apache.avro..", "io.confluent..")),
        none(base, "recognition", List.of(KAFKA, REDIS, "io.confluent..")),
        except(base, "indexbuilder", "service", List.of(KAFKA, base + ".processor..")),
        ours(base, "schemas", without("schemas")),
        ours(base, "vision", without("vision")),
        ours(base, "prototypes", without("prototypes")),
        ours(base, "recognition", without("recognition", "schemas", "vision", "prototypes")),
        ours(base, "processor", List.of("indexbuilder", "planbuilder", "cli", "demo", "lab")),
        ours(base, "indexbuilder", List.of("planbuilder", "cli", "demo", "lab")),
        ours(base, "planbuilder", without("planbuilder")),
        ours(base, "cli", List.of("planbuilder", "demo", "lab")),
        ours(base, "demo", List.of("planbuilder", "lab")),
        slices().matching(base + ".(**)").should().beFreeOfCycles());
  }

  private static List<String> without(String... allowed) {
    List<String> others = new ArrayList<>(MODULES);
    others.removeAll(List.of(allowed));
    return others;
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

  /** This package does not use these libraries, but for one room of it. */
  private static ArchRule except(String base, String from, String room, List<String> libraries) {
    return noClasses()
        .that()
        .resideInAPackage(base + "." + from + "..")
        .and()
        .resideOutsideOfPackage(base + "." + from + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries.toArray(String[]::new))
        .as("%s uses %s in %s only".formatted(from, libraries, room))
        .allowEmptyShould(true);
  }

  /** This module does not use these modules. */
  private static ArchRule ours(String base, String from, List<String> modules) {
    List<String> packages = modules.stream().map(module -> base + "." + module + "..").toList();
    return none(base, from, packages);
  }
}
