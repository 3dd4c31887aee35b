package io.lexiseg.prototypes.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.Samples;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrototypeIndexesTest {
  @TempDir Path root;

  @Test
  void shouldOpenAFolderWithOrWithoutScheme() {
    // given
    Samples samples = Samples.of("scheme", 2, 9, 6, 2);
    Path folder = root.resolve("a b");
    try (PrototypeIndexWriter writer =
        FilePrototypeIndexWriter.create(folder, samples.description(), ComponentType.FLOAT32)) {
      samples.addTo(writer);
      writer.publish();
    }

    // then
    for (String location : new String[] {"" + folder, "file:" + folder, "file://" + folder}) {
      try (PrototypeIndex index = PrototypeIndexes.open(location)) {
        assertThat(index.manifest()).isEqualTo(samples.manifest());
      }
    }
  }

  @Test
  void shouldSayWhatIsNotThere() {
    // then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrototypeIndexes.open("file:" + root.resolve("nothing")))
        .withMessageContaining("nothing");
  }
}
