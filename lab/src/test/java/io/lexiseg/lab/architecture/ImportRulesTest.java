package io.lexiseg.lab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImportRulesTest {
  private static final String BASE = "io.lexiseg";
  private static final String BREAKING = "io.lexiseg.lab.architecture.breaking";
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(BASE);
  private static final JavaClasses SINNERS = new ClassFileImporter().importPackages(BREAKING);

  static Stream<ArchRule> rules() {
    return ImportRules.of(BASE).stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldHoldForAllModules(ArchRule rule) {
    rule.check(OURS);
  }

  static Stream<ArchRule> rulesForSinners() {
    return ImportRules.of(BREAKING).stream();
  }

  @ParameterizedTest
  @MethodSource("rulesForSinners")
  void shouldFindClassesThatBreakThem(ArchRule rule) {
    assertThat(rule.evaluate(SINNERS).hasViolation()).as(rule.getDescription()).isTrue();
  }

  @Test
  void shouldSeeTheClassesOfEveryModule() {
    for (String module : ImportRules.MODULES) {
      assertThat(OURS.stream().map(type -> type.getPackageName()))
          .anyMatch(name -> name.startsWith(BASE + "." + module));
    }
    assertThat(OURS.stream().map(type -> type.getPackageName()))
        .contains("io.lexiseg.vision.encoder.djl", "io.lexiseg.prototypes.redisearch");
  }
}
