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
    // when, then: the commonest first
    try (PrototypeIndex index = givenIndex()) {
      assertThat(new WorldNouns(index, 0.9).list())
          .containsExactly("tree", "road", "oak", "sky", "cat");
    }
  }

  @Test
  void shouldTakeTheCommonestThatDoNotLookAlike() {
    // when, then: an oak is a tree by its look, and a cat is one too many
    try (PrototypeIndex index = givenIndex()) {
      assertThat(new WorldNouns(index, 0.9).choose(3)).containsExactly("tree", "road", "sky");
    }
  }

  private PrototypeIndex givenIndex() {
    Path place = folder.resolve("index");
    try (PrototypeIndexWriter writer =
        FilePrototypeIndexWriter.create(
            place,
            new IndexDescription("nouns", 1, "net", 1, 3, Map.of()),
            ComponentType.FLOAT32)) {
      add(writer, "sky", 0, 0, 1);
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

  private static void add(PrototypeIndexWriter writer, String noun, float... prototype) {
    writer.add(noun, new float[] {1}, prototype);
  }
}
