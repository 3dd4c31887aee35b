package io.lexiseg.prototypes.redisearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.Samples;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.prototypes.redis.ConnectionSettings;
import io.lexiseg.prototypes.redis.RedisLocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GenerationCatalogTest {
  private final FakeSearchModule module = new FakeSearchModule();
  private final RedisLocation location = RedisLocation.parse(module.uri() + "?index=streets");

  @AfterEach
  void stop() {
    module.close();
  }

  @Test
  void shouldSwitchReadersThatOpenLaterOnly() {
    // given
    write(1, 20);
    try (PrototypeIndex before = PrototypeIndexes.open(module.uri() + "?index=streets")) {
      // when
      write(2, 30);

      // then
      assertThat(before.manifest().generation()).isEqualTo(1);
      assertThat(before.nearest(Samples.of("streets", 1, 20, 6, 3).key(0), 50)).hasSize(20);
      try (PrototypeIndex after = PrototypeIndexes.open(module.uri() + "?index=streets")) {
        assertThat(after.manifest().generation()).isEqualTo(2);
        assertThat(after.nearest(Samples.of("streets", 2, 30, 6, 3).key(0), 50)).hasSize(30);
      }
    }
  }

  @Test
  void shouldOpenAGenerationByNumber() {
    // given
    write(1, 20);
    write(2, 30);

    // when
    try (PrototypeIndex index =
        PrototypeIndexes.open(module.uri() + "?index=streets&generation=1")) {
      // then
      assertThat(index.manifest().count()).isEqualTo(20);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrototypeIndexes.open(module.uri() + "?index=streets&generation=3"))
        .withMessageContainingAll("streets", "expected generation 3, found none");
  }

  @Test
  void shouldListRollBackAndDrop() {
    // given
    write(1, 20);
    write(2, 30);
    try (GenerationCatalog catalog = GenerationCatalog.open(location, ConnectionSettings.DEFAULT)) {
      assertThat(catalog.generations()).containsOnlyKeys(1, 2);
      assertThat(catalog.published()).hasValue(2);

      // when
      catalog.publish(1);
      catalog.drop(2);

      // then
      assertThat(catalog.published()).hasValue(1);
      assertThat(catalog.generations()).containsOnlyKeys(1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> catalog.publish(2))
          .withMessageContainingAll("streets generation 2", "found [1]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> catalog.drop(1))
          .withMessageContaining("the published one");
    }
    try (PrototypeIndex index = PrototypeIndexes.open(module.uri() + "?index=streets")) {
      assertThat(index.manifest().count()).isEqualTo(20);
    }
  }

  @Test
  void shouldDropThePublishedGenerationOnceWithdrawn() {
    // given
    write(1, 20);
    write(2, 30);
    try (GenerationCatalog catalog = GenerationCatalog.open(location, ConnectionSettings.DEFAULT)) {
      // when
      catalog.withdraw(1);
      assertThat(catalog.published()).hasValue(2);
      catalog.withdraw(2);
      catalog.drop(2);

      // then
      assertThat(catalog.published()).isEmpty();
      assertThat(catalog.generations()).containsOnlyKeys(1);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrototypeIndexes.open(module.uri() + "?index=streets"))
        .withMessageContaining("expected a published generation, found none");
  }

  @Test
  void shouldShowNothingOfAWriterThatDied() {
    // given
    write(1, 20);
    Samples samples = Samples.of("streets", 2, 300, 6, 3);
    RediSearchPrototypeIndexWriter dead =
        RediSearchPrototypeIndexWriter.create(
            location, samples.description(), ConnectionSettings.DEFAULT);
    samples.addTo(dead);
    try (GenerationCatalog catalog = GenerationCatalog.open(location, ConnectionSettings.DEFAULT)) {
      assertThat(catalog.unfinished()).containsExactly(2);
      assertThat(catalog.published()).hasValue(1);
      assertThat(catalog.generations()).containsOnlyKeys(1);
      assertThat(catalog.memory(2).pairs()).isEqualTo(256);

      // when
      write(2, 30);

      // then
      assertThat(catalog.unfinished()).isEmpty();
      assertThat(catalog.published()).hasValue(2);
      assertThat(catalog.memory(2)).isEqualTo(new GenerationMemory(30, 30_000, 1 << 19));
    }
  }

  @Test
  void shouldLetTheLaterOfTwoWritersGoOn() {
    // given
    Samples samples = Samples.of("streets", 1, 30, 6, 3);
    PrototypeIndexWriter first = writer(samples);
    samples.addTo(first);
    PrototypeIndexWriter second = writer(samples);
    samples.addTo(second);

    // then
    assertThatIllegalStateException()
        .isThrownBy(first::publish)
        .withMessageContainingAll("streets generation 1", "another that took over");
    first.close();
    assertThat(second.publish()).isEqualTo(samples.manifest());
  }

  @Test
  void shouldRemoveWhatIsUnfinished() {
    // given
    Samples samples = Samples.of("streets", 4, 300, 6, 3);
    samples.addTo(writer(samples));
    try (GenerationCatalog catalog = GenerationCatalog.open(location, ConnectionSettings.DEFAULT)) {
      // when
      catalog.drop(4);

      // then
      assertThat(catalog.unfinished()).isEmpty();
      assertThat(catalog.memory(4)).isEqualTo(new GenerationMemory(0, 0, 0));
    }
  }

  private PrototypeIndexWriter writer(Samples samples) {
    return RediSearchPrototypeIndexWriter.create(
        location, samples.description(), ConnectionSettings.DEFAULT);
  }

  @Test
  void shouldRefuseToWriteACompleteGenerationAgain() {
    // given
    write(1, 20);

    // then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> write(1, 5))
        .withMessageContainingAll("streets", "expected a new generation, got 1", "the next is 2");
  }

  private void write(int generation, int count) {
    Samples samples = Samples.of("streets", generation, count, 6, 3);
    try (PrototypeIndexWriter writer =
        RediSearchPrototypeIndexWriter.create(
            location, samples.description(), ConnectionSettings.DEFAULT)) {
      samples.addTo(writer);
      writer.publish();
    }
  }
}
