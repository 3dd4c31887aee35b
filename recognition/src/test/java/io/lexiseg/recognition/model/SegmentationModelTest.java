package io.lexiseg.recognition.model;

import static io.lexiseg.recognition.category.TestRecords.categories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.pipeline.FramePayload;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.recognition.pipeline.SegmentedFrame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.pack.InvalidPackException;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks with random weights, everything else as in production. */
class SegmentationModelTest {
  @TempDir private static Path folder;
  private static ModelPack pack;

  @BeforeAll
  static void writePackAndIndex() {
    pack = TinyPack.write(folder.resolve("tiny"), 1);
    writeIndex("index", pack.backbone());
    writeIndex("other-index", "other-backbone");
  }

  @Test
  void shouldSegmentTheSameWayEachTime() {
    try (SegmentationModel model = SegmentationModel.open(settings("tiny", "index"))) {
      // given
      ResolvedVocabulary vocabulary =
          model.resolve("test", categories("road", "sky", "tree"), defaultProfile(model));
      FramePipeline pipeline = new FramePipeline(DecodeLimits.STANDARD, model.segmenter());
      FramePayload payload = noise(96, 160);
      // when
      SegmentedFrame first = pipeline.segment(payload, vocabulary);
      SegmentedFrame second = pipeline.segment(payload, vocabulary);
      // then
      assertThat(first.segmentation().mask().height()).isEqualTo(96);
      assertThat(first.segmentation().mask().width()).isEqualTo(160);
      assertThat(first.encoded().png()).isEqualTo(second.encoded().png());
      assertThat(vocabulary.origin().packId()).isEqualTo("tiny");
      assertThat(vocabulary.origin().indexName()).isEqualTo("index");
      assertThat(vocabulary.legend()).containsExactly("road", "sky", "tree");
    }
  }

  @Test
  void shouldSegmentPicturesOfAnyShape() {
    try (SegmentationModel model = SegmentationModel.open(settings("tiny", "index"))) {
      FramePipeline pipeline = new FramePipeline(DecodeLimits.STANDARD, model.segmenter());
      for (String profile : model.profiles().names()) {
        // given
        ResolvedVocabulary vocabulary = model.resolve("test", categories("road", "sky"), profile);
        for (int[] size : new int[][] {{1, 1}, {1, 3000}, {3000, 1}, {2, 700}, {5000, 17}}) {
          // when
          SegmentedFrame frame = pipeline.segment(noise(size[0], size[1]), vocabulary);
          // then
          assertThat(frame.segmentation().mask().height()).isEqualTo(size[0]);
          assertThat(frame.segmentation().mask().width()).isEqualTo(size[1]);
        }
      }
    }
  }

  @Test
  void shouldFollowAFolderThatIsSwitched() throws IOException {
    // given
    writeIndex("second", pack.backbone(), 2);
    Path current = folder.resolve("current");
    Files.createSymbolicLink(current, folder.resolve("index"));
    try (SegmentationModel model = SegmentationModel.open(settings("tiny", "current"))) {
      Profiles first = model.profiles();
      assertThat(model.generations().next()).isEmpty();
      Files.delete(current);
      assertThatThrownBy(() -> model.generations().next())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("current");
      Files.createSymbolicLink(current, folder.resolve("second"));
      // when
      model.generations().use(model.generations().next().orElseThrow());
      // then
      ResolvedVocabulary vocabulary =
          model.resolve("test", categories("road", "sky"), defaultProfile(model));
      assertThat(vocabulary.origin().indexName()).isEqualTo("second");
      assertThat(vocabulary.origin().indexGeneration()).isEqualTo(2);
      CategoryResolver old = first.profile(first.defaultName()).resolver();
      assertThatThrownBy(() -> old.resolve(VocabularyContent.of(categories("road"))))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("replaced");
    }
  }

  @Test
  void shouldServeOnWhereTheNewFolderIsOfAnotherBackbone() throws IOException {
    // given
    Path switched = folder.resolve("switched");
    Files.createSymbolicLink(switched, folder.resolve("index"));
    try (SegmentationModel model = SegmentationModel.open(settings("tiny", "switched"))) {
      Files.delete(switched);
      Files.createSymbolicLink(switched, folder.resolve("other-index"));
      // when, then
      assertThatThrownBy(() -> model.generations().next())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("other-backbone");
      assertThat(
              model
                  .resolve("test", categories("road"), defaultProfile(model))
                  .origin()
                  .indexGeneration())
          .isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseAnIndexOfAnotherBackbone() {
    // given
    ModelSettings settings = settings("tiny", "other-index");
    // when, then
    assertThatThrownBy(() -> SegmentationModel.open(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other-backbone");
  }

  @Test
  void shouldRefuseAnIndexThatIsNotThere() {
    // given
    ModelSettings settings = settings("tiny", "no-index");
    // when, then
    assertThatThrownBy(() -> SegmentationModel.open(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-index");
  }

  @Test
  void shouldRefuseAPackThatIsNotInstalled() {
    // given
    ModelSettings settings = settings("no-such-pack", "index");
    ModelSettings byId =
        new ModelSettings(
            "no-such-pack", settings.index(), Optional.empty(), InferenceOptions.cpu(1));
    // when, then
    assertThatThrownBy(() -> SegmentationModel.open(byId))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("pack no-such-pack: ", "lexiseg models pull no-such-pack");
  }

  @Test
  void shouldRefuseAPackThatWasChanged() throws IOException {
    // given
    Path changed = folder.resolve("changed");
    TinyPack.write(changed, 2);
    byte[] network = Files.readAllBytes(changed.resolve("dense.onnx"));
    network[network.length / 2] ^= 1;
    Files.write(changed.resolve("dense.onnx"), network);
    // when, then
    assertThatThrownBy(() -> SegmentationModel.open(settings("changed", "index")))
        .isInstanceOf(InvalidPackException.class)
        .hasMessageContaining("dense.onnx");
  }

  @Test
  void shouldRefuseAProfileThePackLacks() {
    // given
    ModelSettings plain = settings("tiny", "index");
    ModelSettings settings =
        new ModelSettings(plain.pack(), plain.index(), Optional.of("none"), plain.inference());
    // when, then
    assertThatThrownBy(() -> SegmentationModel.open(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'none'");
  }

  private static String defaultProfile(SegmentationModel model) {
    return model.profiles().defaultName();
  }

  private static ModelSettings settings(String packFolder, String indexFolder) {
    return new ModelSettings(
        folder.resolve(packFolder).toString(),
        Optional.of("file:" + folder.resolve(indexFolder)),
        Optional.empty(),
        InferenceOptions.cpu(1));
  }

  private static FramePayload noise(int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    new Random(5).nextBytes(pixels);
    return FramePayload.of(FrameEncoding.RGB, pixels, height, width);
  }

  private static void writeIndex(String name, String backbone) {
    writeIndex(name, backbone, 1);
  }

  private static void writeIndex(String name, String backbone, int generation) {
    var description =
        new IndexDescription(
            name,
            generation,
            backbone,
            TinyPack.TEXT_DIMENSION,
            TinyPack.DENSE_DIMENSION,
            Map.of());
    try (var writer =
        FilePrototypeIndexWriter.create(folder.resolve(name), description, ComponentType.FLOAT32)) {
      Random random = new Random(3);
      for (String noun : List.of("road", "sky", "tree", "car")) {
        writer.add(noun, unit(random), values(random, TinyPack.DENSE_DIMENSION));
      }
      writer.publish();
    }
  }

  private static float[] unit(Random random) {
    float[] values = values(random, TinyPack.TEXT_DIMENSION);
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    for (int d = 0; d < values.length; d++) {
      values[d] = (float) (values[d] / Math.sqrt(squares));
    }
    return values;
  }

  private static float[] values(Random random, int dimension) {
    float[] values = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      values[d] = (float) random.nextGaussian();
    }
    return values;
  }
}
