package io.lexiseg.recognition.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.file.FilePrototypeIndexWriter;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.pipeline.ReferenceSettings;
import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.ExemplarId;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.PromptEnsemble;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.random.TinyPack;
import io.lexiseg.vision.segmentation.Segmentation;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks with random weights on a picture of two textures that no index knows. */
class ExemplarSegmentationTest {
  private static final int HEIGHT = 96;
  private static final int WIDTH = 192;
  private static final RgbImage PICTURE = picture();

  @TempDir private static Path folder;
  private static SegmentationModel model;

  @BeforeAll
  static void open() {
    ModelPack pack = TinyPack.write(folder.resolve("tiny"), 1);
    writeIndex(pack);
    model =
        SegmentationModel.open(
            new ModelSettings(
                folder.resolve("tiny").toString(),
                Optional.of("file:" + folder.resolve("index")),
                Optional.empty(),
                InferenceOptions.cpu(1),
                Map.of("localWeight", "1", "neighbours", "1"),
                new ReferenceSettings(List.of(folder), 1 << 20)));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void shouldFindWhatTheIndexDoesNotKnowOnceItIsShown() {
    // given: the left half by box, the right half by mask
    String left = given(new Exemplar(jpeg(), new PictureBox(0, 0, HEIGHT, WIDTH / 2)));
    String right = given(new Exemplar(jpeg(), halfMask()));

    // when
    Segmentation before = segment(category("stripes"), category("noise"));
    Segmentation after =
        segment(
            Category.newBuilder(category("stripes")).setExemplars(List.of(left)).build(),
            Category.newBuilder(category("noise")).setExemplars(List.of(right)).build());

    // then
    assertThat(overlap(before)).isLessThan(0.6);
    assertThat(overlap(after)).isGreaterThan(0.9);
  }

  @Test
  void shouldWeighExemplarsAgainstRetrievedPrototypes() {
    // given
    String left = given(new Exemplar(jpeg(), new PictureBox(0, 0, HEIGHT, WIDTH / 2)));

    // when
    float[] none = prototype(shown("road", left, 0));
    float[] half = prototype(shown("road", left, 0.5f));
    float[] all = prototype(shown("road", left, 1));
    float[] plain = prototype(category("road"));
    float[] twice = prototype(shown("road", left, 0.5f));

    // then
    assertThat(cosine(none, plain)).isGreaterThan(0.99999);
    assertThat(cosine(half, plain)).isCloseTo(cosine(half, all), within(1e-5));
    assertThat(cosine(half, all)).isGreaterThan(cosine(plain, all));
    assertThat(twice).isEqualTo(half);
  }

  @Test
  void shouldGiveNoCategoryToWhatNegativesWin() {
    // given: the word that wins the first pixel
    List<String> words = List.of("road", "sky", "tree", "car");
    Segmentation contest =
        segment(words.stream().map(ExemplarSegmentationTest::category).toArray(Category[]::new));
    String winner = words.get(contest.mask().value(0, 0) - 1);
    String loser = words.get(contest.mask().value(0, 0) % words.size());
    Background common = Background.newBuilder().setNegatives(List.of(winner)).build();
    Category own = Category.newBuilder(category(loser)).setNegatives(List.of(winner)).build();

    // when
    Segmentation byVocabulary = segment(new VocabularyContent(List.of(category(loser)), common));
    Segmentation byCategory = segment(own);

    // then
    assertThat(byVocabulary.mask().value(0, 0)).isZero();
    assertThat(byVocabulary.statistics()).allMatch(one -> one.category() == 1);
    assertThat(byCategory.mask().values()).isEqualTo(byVocabulary.mask().values());
  }

  @Test
  void shouldGiveNoCategoryToWhatThresholdsExclude() {
    // given
    String left = given(new Exemplar(jpeg(), new PictureBox(0, 0, HEIGHT, WIDTH / 2)));
    Category stripes = shown("stripes", left, 1);
    Category unlikely = Category.newBuilder(stripes).setThreshold(1f).build();
    Background common = Background.newBuilder().setThreshold(1f).build();

    // when
    Segmentation plain = segment(stripes);
    Segmentation own = segment(unlikely);
    Segmentation all = segment(new VocabularyContent(List.of(stripes), common));
    Segmentation lowered =
        segment(
            new VocabularyContent(
                List.of(Category.newBuilder(stripes).setThreshold(-1f).build()), common));

    // then
    assertThat(plain.mask().values()).containsOnly((short) 1);
    assertThat(own.mask().values()).containsOnly((short) 0);
    assertThat(all.mask().values()).containsOnly((short) 0);
    assertThat(lowered.mask().values()).containsOnly((short) 1);
  }

  @Test
  void shouldTakeAReferencedPictureAndSayWhatIsWrongWithOne() throws Exception {
    // given
    Path file = Files.write(folder.resolve("shown.jpg"), JpegEncoder.encode(PICTURE, 95));
    PictureBox box = new PictureBox(0, 0, 9, 9);
    String good = given(new Exemplar(reference(file), box));
    String outside = given(new Exemplar(reference(file), new PictureBox(0, 0, 9, WIDTH + 1)));
    Path other = Files.write(folder.resolve("other.jpg"), new byte[] {1, 2, 3});
    String changed = given(new Exemplar(reference(other), box));
    Files.write(other, new byte[] {1, 2, 4});
    String gone = given(new Exemplar(new FrameReference(other + "x", "0".repeat(64), 1L), box));
    FrameReference missing = new FrameReference(file.toUri() + "x", "0".repeat(64), 1L);
    String lost = given(new Exemplar(missing, box));

    // when
    ResolvedVocabulary resolved = resolve(shown("stripes", good, 1));

    // then
    assertThat(resolved.categories().hasPrototype(0)).isTrue();
    assertThatThrownBy(() -> resolve(shown("stripes", outside, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(outside, "box: expected at least one pixel inside the picture");
    assertThatThrownBy(() -> resolve(shown("stripes", changed, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(changed, "expected SHA-256");
    assertThatThrownBy(() -> resolve(shown("stripes", gone, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(gone, "expected a file: address");
    assertThatThrownBy(() -> resolve(shown("stripes", lost, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(lost, "expected a readable file");
  }

  private static String given(Exemplar exemplar) {
    String id = ExemplarId.of(exemplar);
    model.exemplars().changed(id, exemplar);
    return id;
  }

  private static Category category(String name) {
    return Category.newBuilder().setName(name).build();
  }

  private static Category shown(String name, String exemplar, float weight) {
    return Category.newBuilder(category(name))
        .setExemplars(List.of(exemplar))
        .setExemplarWeight(weight)
        .build();
  }

  private static ResolvedVocabulary resolve(Category... categories) {
    return model.resolve("test", List.of(categories), model.profiles().defaultName());
  }

  private static float[] prototype(Category category) {
    return resolve(category).categories().prototypes();
  }

  private static Segmentation segment(Category... categories) {
    return segment(VocabularyContent.of(List.of(categories)));
  }

  private static Segmentation segment(VocabularyContent content) {
    ResolvedVocabulary resolved = model.resolve("test", content, model.profiles().defaultName());
    return model.segmenter().segment(PICTURE, resolved.categories(), resolved.settings());
  }

  /** Mean share of each half that is its own category, in the better of the two orders. */
  private static double overlap(Segmentation segmentation) {
    int right = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int expected = x < WIDTH / 2 ? 1 : 2;
        right += segmentation.mask().value(y, x) == expected ? 1 : 0;
      }
    }
    return (double) right / (HEIGHT * WIDTH);
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int d = 0; d < a.length; d++) {
      dot += (double) a[d] * b[d];
      aa += (double) a[d] * a[d];
      bb += (double) b[d] * b[d];
    }
    return dot / Math.sqrt(aa * bb);
  }

  private static ByteBuffer jpeg() {
    return ByteBuffer.wrap(JpegEncoder.encode(PICTURE, 95));
  }

  /** The right half. */
  private static ByteBuffer halfMask() {
    short[] values = new short[HEIGHT * WIDTH];
    for (int p = 0; p < values.length; p++) {
      values[p] = (short) (p % WIDTH < WIDTH / 2 ? 0 : 7);
    }
    return ByteBuffer.wrap(MaskPng.encode(Mask.of(HEIGHT, WIDTH, values)));
  }

  private static FrameReference reference(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    return new FrameReference(file.toUri().toString(), sha256, (long) bytes.length);
  }

  /** Stripes on the left, noise on the right. */
  private static RgbImage picture() {
    Random random = new Random(9);
    byte[] pixels = new byte[HEIGHT * WIDTH * 3];
    for (int p = 0; p < HEIGHT * WIDTH; p++) {
      int y = p / WIDTH;
      boolean left = p % WIDTH < WIDTH / 2;
      byte[] sample = {(byte) (y / 6 % 2 == 0 ? 250 : 10), (byte) 40, (byte) 20};
      if (!left) {
        random.nextBytes(sample);
        sample[2] = (byte) 220;
      }
      System.arraycopy(sample, 0, pixels, 3 * p, 3);
    }
    return RgbImage.of(HEIGHT, WIDTH, pixels);
  }

  /** Each noun's key is its own embedding, so that it finds itself. */
  private static void writeIndex(ModelPack pack) {
    List<String> nouns = List.of("road", "sky", "tree", "car");
    List<float[]> keys;
    try (Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu(1))) {
      keys = new PromptEnsemble(encoders.text(), pack.templates()).embed(nouns);
    }
    var description =
        new IndexDescription(
            "index",
            1,
            pack.backbone(),
            TinyPack.TEXT_DIMENSION,
            TinyPack.DENSE_DIMENSION,
            Map.of());
    try (var writer =
        FilePrototypeIndexWriter.create(
            folder.resolve("index"), description, ComponentType.FLOAT32)) {
      Random random = new Random(3);
      for (int i = 0; i < nouns.size(); i++) {
        writer.add(nouns.get(i), keys.get(i), unit(random, TinyPack.DENSE_DIMENSION));
      }
      writer.publish();
    }
  }

  private static float[] unit(Random random, int dimension) {
    float[] values = new float[dimension];
    double squares = 0;
    for (int d = 0; d < dimension; d++) {
      values[d] = (float) random.nextGaussian();
      squares += (double) values[d] * values[d];
    }
    for (int d = 0; d < dimension; d++) {
      values[d] = (float) (values[d] / Math.sqrt(squares));
    }
    return values;
  }
}
