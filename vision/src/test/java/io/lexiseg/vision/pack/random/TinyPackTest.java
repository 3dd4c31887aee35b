package io.lexiseg.vision.pack.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lexiseg.vision.pack.ModelPack;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinyPackTest {
  @TempDir Path folder;

  @Test
  void shouldWriteACompletePack() {
    // when
    ModelPack pack = TinyPack.write(folder.resolve("tiny"), 1);

    // then
    assertThat(pack.id()).isEqualTo(TinyPack.ID);
    assertThat(pack.dense().dimension()).isEqualTo(TinyPack.DENSE_DIMENSION);
    assertThat(pack.text().dimension()).isEqualTo(TinyPack.TEXT_DIMENSION);
    assertThatCode(pack::verify).doesNotThrowAnyException();
  }

  @Test
  void shouldWriteEqualFilesForEqualSeeds() {
    // when
    ModelPack first = TinyPack.write(folder.resolve("a"), 1);
    ModelPack same = TinyPack.write(folder.resolve("b"), 1);
    ModelPack other = TinyPack.write(folder.resolve("c"), 2);

    // then
    assertThat(same.files()).isEqualTo(first.files());
    assertThat(other.files()).doesNotContainAnyElementsOf(first.files());
  }
}
