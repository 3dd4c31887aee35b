package io.lexiseg.recognition.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldNounsTest {
  @TempDir private Path folder;

  @Test
  void shouldTakeAllNounsWhereTheyAreFew() {
    // when, then: the commonest first; of the cat there is one prototype, too little to trust
    try (PrototypeIndex index = givenIndex()) {
      WorldNouns.Chosen chosen = new WorldNouns(index, 0.9).chosen(512);
      assertThat(chosen.nouns()).containsExactly("tree", "sky", "road", "oak", "cat");
      assertThat(chosen.doubted()).containsExactly("cat");
    }
  }

  @Test
  void shouldTakeTheCommonestThatDoNotLookAlike() {
    // when, then: an oak is a tree by its look, and one too many
    try (PrototypeIndex index = givenIndex()) {
      assertThat(new WorldNouns(index, 0.9).chosen(3).nouns())
          .containsExactly("tree", "sky", "road");
    }
  }

  @Test
  void shouldNotDoubtNounsOfOnePrototypeWhereThereAreNoOthers() {
    // given
    Path place = folder.resolve("single");
    try (PrototypeIndexWriter writer = writer(place)) {
      add(writer, "sky", 0, 0, 1);
      add(writer, "cat", 1, -1, 1);
      writer.publish();
    }
    // when, then
    try (PrototypeIndex index = PrototypeIndexes.open(place.toString())) {
      WorldNouns.Chosen chosen = new WorldNouns(index, 0.9).chosen(512);
      assertThat(chosen.nouns()).containsExactly("sky", "cat");
      assertThat(chosen.doubted()).isEmpty();
    }
  }

  private PrototypeIndex givenIndex() {
    Path place = folder.resolve("index");
    try (PrototypeIndexWriter writer = writer(place)) {
      add(writer, "sky", 0, 0, 1);
      add(writer, "sky", 0, 0, 2);
      add(writer, "tree", 1, 0, 0);
      add(writer, "tree", 2, 0, 0);
      add(writer, "tree", 1, 0.1f, 0);
      add(writer, "road", 0, 1, 0);
      add(writer, "road", 0, 2, 0);
      add(writer, "oak", 3, 0.2f, 0);
      add(writer, "oak", 3, 0, 0);
      add(writer, "cat", 1, -1, 1);
      writer.publish();
    }
    return PrototypeIndexes.open(place.toString());
  }

  private static PrototypeIndexWriter writer(Path place) {
    return FilePrototypeIndexWriter.create(
        place, new IndexDescription("nouns", 1, "net", 1, 3, Map.of()), ComponentType.FLOAT32);
  }

  private static void add(PrototypeIndexWriter writer, String noun, float... prototype) {
    writer.add(noun, new float[] {1}, prototype);
  }
}
