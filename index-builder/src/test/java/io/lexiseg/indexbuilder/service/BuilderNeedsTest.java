package io.lexiseg.indexbuilder.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.cluster.ProcessorTopics;
import org.junit.jupiter.api.Test;

class BuilderNeedsTest {
  @Test
  void shouldNameTopicsGroupsAndStores() {
    // when
    ProcessorTopics needs = BuilderNeeds.of("plant");
    // then
    assertThat(needs.reads())
        .containsExactlyInAnyOrder(
            "prototype-requests", "prototype-requests-urgent", "prototype-outcomes", "prototypes");
    assertThat(needs.writes())
        .containsExactlyInAnyOrder(
            "prototypes", "prototype-outcomes", "prototype-status", "dead-letters");
    assertThat(needs.applications()).containsExactly("plant-builder", "plant-loader");
    assertThat(needs.stores())
        .extracting(ProcessorTopics.StoreTopic::name)
        .containsExactlyInAnyOrder(
            "plant-builder-made-requests-changelog",
            "plant-builder-urgent-made-requests-changelog",
            "plant-loader-request-sets-changelog");
  }
}
