package io.lexiseg.indexbuilder.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.file.FilePrototypeIndex;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskIndexBuilderTest {
  /** 32-bit sums of values of order one. */
  private static final Offset<Float> ROUNDING = within(1e-5f);

  @TempDir Path folder;

  @Test
  void shouldPoolOnePrototypeAPictureAndCategory() throws IOException {
    // given
    AnnotatedPictures.write(folder, "a", "sky-other-merged left, grass-merged right", 60, 80);
    List<Long> progress = new ArrayList<>();

    // when
    IndexManifest manifest = build((step, done, total) -> progress.add(done));

    // then
    assertThat(manifest.count()).isEqualTo(2);
    assertThat(progress).containsExactly(1L);
    try (PrototypeIndex index = FilePrototypeIndex.open(folder.resolve("index"))) {
      assertThat(index.nouns(new long[] {0, 1})).containsExactly("sky", "grass");
      // The fake backbone answers with (1, 0, 0) * 3 on the left and (0, 1, 0) * 5 on the right;
      // unit tokens are averaged, so lengths do not matter and only the seam mixes.
      float[] prototypes = index.prototypes(new long[] {0, 1});
      assertThat(prototypes[0]).isGreaterThan(0.85f);
      assertThat(prototypes[0] + prototypes[1]).isEqualTo(1, ROUNDING);
      assertThat(prototypes[4]).isGreaterThan(0.85f);
      assertThat(prototypes[3] + prototypes[4]).isEqualTo(1, ROUNDING);
      assertThat(index.keys(new long[] {0})).containsExactly(FakeEncoders.unitKey("sky"), ROUNDING);
    }
  }

  @Test
  void shouldSayWhenNoCategoryIsLargeEnough() throws IOException {
    // given
    AnnotatedPictures.write(folder, "a", "", 60, 80);

    // when / then
    assertThatThrownBy(() -> build((step, done, total) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.2 % of a picture's pixels")
        .hasMessageContaining("1 pictures");
    assertThat(folder.resolve("index")).doesNotExist();
  }

  private IndexManifest build(io.lexiseg.vision.pack.install.ProgressListener progress) {
    ModelPack pack = TinyPack.write(folder.resolve("pack"), 1);
    SegmentationDataset dataset = SegmentationDataset.open(folder);
    IndexDescription description =
        new IndexDescription(
            "test", 1, "fake", 2, 3, Map.copyOf(MaskIndexBuilder.facts(dataset, pack)));
    try (FilePrototypeIndexWriter writer =
        FilePrototypeIndexWriter.create(
            folder.resolve("index"), description, ComponentType.FLOAT32)) {
      return new MaskIndexBuilder(new FakeEncoders(), pack).build(dataset, writer, progress);
    }
  }
}
