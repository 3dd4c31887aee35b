package io.lexiseg.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.TinyPack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeaningTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldFindNoneInRandomNetworks(long seed) {
    // given
    ModelPack pack = TinyPack.write(folder, seed);

    // when
    Meaning meaning;
    try (Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu(1))) {
      meaning = Meaning.of(encoders, pack.templates());
    }

    // then
    assertThat(meaning.isThere()).as(meaning.text()).isFalse();
    assertThat(meaning.known().size() + meaning.mistaken().size()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 8})
  void shouldAskForMoreThanChance(int right) {
    Meaning meaning = new Meaning(Meaning.WORDS.subList(0, right), List.of());
    assertThat(meaning.isThere()).isEqualTo(right >= 4);
    assertThat(meaning.text()).isEqualTo("right word first for " + right + " of 8 photographs");
  }
}
