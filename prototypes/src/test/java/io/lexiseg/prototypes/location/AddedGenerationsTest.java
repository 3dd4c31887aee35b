package io.lexiseg.prototypes.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddedGenerationsTest {
  @TempDir private Path folder;

  @Test
  void shouldBeginInAnEmptyPlace() {
    // given
    IndexPlace place = place("new");
    // when
    add(place, place.nextGeneration(), 3);
    // then
    assertThat(place.manifest().generation()).isEqualTo(1);
    assertThat(place.manifest().count()).isEqualTo(3);
  }

  @Test
  void shouldSwitchFromAPlainFolderAndKeepItsReaders() {
    // given
    IndexPlace place = place("grown");
    Samples first = Samples.of("grown", 4, 5, 4, 3);
    try (PrototypeIndexWriter writer = place.create(first.description())) {
      first.addTo(writer);
      writer.publish();
    }
    try (PrototypeIndex reader = place.open()) {
      // when
      add(place, place.nextGeneration(), 7);
      // then
      assertThat(reader.nouns(new long[] {4})).containsExactly(first.noun(4));
    }
    assertThat(place.manifest().generation()).isEqualTo(5);
    try (PrototypeIndex reader = place.open()) {
      assertThat(reader.manifest().count()).isEqualTo(7);
    }
  }

  @Test
  void shouldShowNothingOfWhatIsNotPublished() {
    // given
    IndexPlace place = place("new");
    add(place, 1, 3);
    Samples second = Samples.of("new", 2, 9, 4, 3);
    // when
    try (PrototypeIndexWriter writer = place.add(second.description())) {
      second.addTo(writer);
    }
    // then
    assertThat(place.manifest().generation()).isEqualTo(1);
    assertThat(place.nextGeneration()).isEqualTo(2);
  }

  @Test
  void shouldNotGoBackToAnEarlierGeneration() {
    // given
    IndexPlace place = place("new");
    add(place, 1, 3);
    Samples late = Samples.of("new", 2, 9, 4, 3);
    try (PrototypeIndexWriter writer = place.add(late.description())) {
      late.addTo(writer);
      add(place, 3, 4);
      // when, then
      assertThatThrownBy(writer::publish).isInstanceOf(IllegalStateException.class);
    }
    assertThat(place.manifest().generation()).isEqualTo(3);
  }

  @Test
  void shouldDropWhatIsNotInUseWithWhatWritersLeft() throws IOException {
    // given
    IndexPlace place = place("new");
    add(place, 1, 3);
    add(place, 2, 4);
    Path left = folder.resolve("new/generations/.1.part-killed");
    Files.createDirectories(left);
    Files.writeString(left.resolve("keys"), "half");
    // when
    place.drop(1);
    // then
    assertThat(folder.resolve("new/generations")).isDirectoryContaining("glob:**/2");
    assertThat(folder.resolve("new/generations").toFile().list()).hasSize(1);
    assertThatThrownBy(() -> place.drop(2)).isInstanceOf(IllegalArgumentException.class);
  }

  private IndexPlace place(String name) {
    return PrototypeIndexes.at(folder.resolve(name).toString());
  }

  private static void add(IndexPlace place, int generation, int count) {
    Samples samples = Samples.of("new", generation, count, 4, 3);
    try (PrototypeIndexWriter writer = place.add(samples.description())) {
      samples.addTo(writer);
      writer.publish();
    }
  }
}
