package io.lexiseg.vision.encoder.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.EncoderSpecs;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.ImageSpec;
import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.HalfFloat;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.network.FakeEngine.Input;
import io.lexiseg.vision.encoder.pixel.ChannelOrder;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.encoder.pixel.Resampling;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.text.TokenizerSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack of the kind of {@code lite}: pictures of any size, a grid, word pieces, a mean. */
class NetworkEncodersTest {
  private static final Path DENSE = Path.of("dense");
  private static final Path IMAGE = Path.of("image");
  private static final Path TEXT = Path.of("text");
  private static final List<Double> ZERO = List.of(0.0, 0.0, 0.0);
  private static final List<Double> ONE = List.of(1.0, 1.0, 1.0);

  @TempDir Path folder;
  private final FakeEngine engine = new FakeEngine();
  private final Map<String, Input> textInputs = new ConcurrentHashMap<>();

  @BeforeEach
  void givenNetworks() {
    engine.put(DENSE, network(Set.of("x"), NetworkEncodersTest::grid));
    engine.put(IMAGE, network(Set.of("x"), NetworkEncodersTest::firstPixel));
    engine.put(TEXT, network(Set.of("ids", "mask", "types"), this::idsAndSquares));
  }

  @Test
  void shouldTurnPlanesIntoTokens() throws IOException {
    try (Encoders encoders = open(specs(1))) {
      // given: red 1..6, green 11..16, blue 21..26 over 2 x 3 pixels
      byte[] pixels = new byte[18];
      for (int i = 0; i < 6; i++) {
        pixels[3 * i] = (byte) (1 + i);
        pixels[3 * i + 1] = (byte) (11 + i);
        pixels[3 * i + 2] = (byte) (21 + i);
      }

      // when: the network hands its planes out as they are, blue first
      TokenGrid grid = encoders.dense().encode(RgbImage.of(2, 3, pixels));

      // then
      assertThat(grid.rows()).isEqualTo(2);
      assertThat(grid.columns()).isEqualTo(3);
      assertThat(grid.values())
          .containsExactly(21, 11, 1, 22, 12, 2, 23, 13, 3, 24, 14, 4, 25, 15, 5, 26, 16, 6);
    }
  }

  @Test
  void shouldScaleImageVectorsToUnitLength() throws IOException {
    try (Encoders encoders = open(specs(1))) {
      // when
      float[] vector = encoders.image().embed(RgbImage.of(1, 1, new byte[] {30, 0, 40}));

      // then
      assertThat(vector).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f)); // float division
    }
  }

  @Test
  void shouldAverageOverTokens() throws IOException {
    try (Encoders encoders = open(specs(1))) {
      // when: [CLS] road [SEP] are 1, 3, 2, so the means are 2 and 14 / 3
      List<float[]> vectors = encoders.text().embed(List.of("road", "road road"));

      // then
      assertThat(vectors).hasSize(2);
      double norm = Math.hypot(2, 14 / 3.0);
      assertThat(vectors.get(0)[0]).isCloseTo((float) (2 / norm), within(1e-6f));
      assertThat(vectors.get(0)[1]).isCloseTo((float) (14 / 3.0 / norm), within(1e-6f));
      assertThat(vectors.get(1)).isNotEqualTo(vectors.get(0));
    }
  }

  @Test
  void shouldFeedWideIdsWithMaskAndTypes() throws IOException {
    try (Encoders encoders = open(specs(1))) {
      // when
      encoders.text().embed(List.of("road"));

      // then
      assertThat(textInputs.keySet()).containsExactlyInAnyOrder("ids", "mask", "types");
      assertThat(textInputs.values())
          .allSatisfy(input -> assertThat(input.type()).isEqualTo(ElementType.INT64))
          .allSatisfy(input -> assertThat(input.shape()).isEqualTo(TensorShape.of(1, 3)));
      assertThat(longs("ids")).containsExactly(1, 3, 2);
      assertThat(longs("mask")).containsExactly(1, 1, 1);
      assertThat(longs("types")).containsExactly(0, 0, 0);
    }
  }

  @Test
  void shouldFeedNarrowIdsWhereTheEngineTakesNoOthers() throws IOException {
    // given
    Set.of("ids", "mask", "types").forEach(name -> engine.take(name, ElementType.INT32));
    engine.put(TEXT, network(Set.of("ids", "mask", "types"), this::narrowIds));
    try (Encoders encoders = open(specs(1))) {
      // when
      encoders.text().embed(List.of("road"));

      // then
      assertThat(textInputs.values())
          .hasSize(3)
          .allSatisfy(input -> assertThat(input.type()).isEqualTo(ElementType.INT32));
      assertThat(ints("ids")).containsExactly(1, 3, 2);
      assertThat(ints("mask")).containsExactly(1, 1, 1);
      assertThat(ints("types")).containsExactly(0, 0, 0);
    }
  }

  @Test
  void shouldFeedSixteenBitsWhereTheEngineTakesThem() throws IOException {
    // given
    List<Input> seen = new CopyOnWriteArrayList<>();
    engine.take("x", ElementType.FLOAT16);
    engine.put(DENSE, network(Set.of("x"), inputs -> oneToken(inputs, seen)));
    engine.put(IMAGE, network(Set.of("x"), inputs -> vector(3, 4)));
    try (Encoders encoders = open(specs(1))) {
      seen.clear();

      // when
      encoders.dense().encode(RgbImage.of(1, 1, new byte[] {1, 2, (byte) 255}));

      // then: blue first
      assertThat(seen).hasSize(1);
      assertThat(seen.get(0).type()).isEqualTo(ElementType.FLOAT16);
      ByteBuffer halves = seen.get(0).bytes();
      assertThat(
              List.of(
                  HalfFloat.decode(halves.getShort(0)),
                  HalfFloat.decode(halves.getShort(2)),
                  HalfFloat.decode(halves.getShort(4))))
          .containsExactly(255f, 2f, 1f);
    }
  }

  @Test
  void shouldCloseEverything() throws IOException {
    // given
    Encoders encoders = open(specs(3));
    assertThat(engine.open).hasValue(3 + 3 * 3); // networks and their slots

    // when
    encoders.close();
    encoders.close();

    // then
    assertThat(engine.open).hasValue(0);
  }

  @Test
  void shouldCloseWhatIsOpenWhenANetworkCannotBeLoaded() throws IOException {
    // given
    EncoderSpecs good = specs(1).specs();
    TextSpec text = good.text();
    TextSpec missing =
        new TextSpec(
            Path.of("missing"),
            text.tokenizer(),
            text.input(),
            text.output(),
            text.pooling(),
            text.unitLength(),
            text.dimension());

    // when, then
    assertThatThrownBy(
            () -> open(new Opening(new EncoderSpecs(good.dense(), good.image(), missing), 1)))
        .hasMessageContaining("missing: expected a network");
    assertThat(engine.open).hasValue(0);
  }

  @Test
  void shouldCloseWhatIsOpenWhenNetworksDiffer() {
    // given
    engine.put(IMAGE, network(Set.of("pixels"), NetworkEncodersTest::firstPixel));
    engine.put(DENSE, network(Set.of("x"), NetworkEncodersTest::firstPixel));

    // when, then
    assertThatThrownBy(() -> open(specs(2)))
        .isInstanceOf(IncompatibleModelException.class)
        .hasMessageContaining("dense (dense): output y: expected [1, 3, ?, ?], got [1, 2]")
        .hasMessageContaining("image (image): inputs: expected [x], got [pixels]");
    assertThat(engine.open).hasValue(0);
  }

  @Test
  void shouldCloseWhatIsOpenWhenResultsDifferFromTheReference() {
    // given: an engine that takes the planes in the wrong order
    FakeEngine reference = new FakeEngine();
    reference.put(DENSE, network(Set.of("x"), NetworkEncodersTest::grid));
    reference.put(IMAGE, network(Set.of("x"), inputs -> swapped(firstPixel(inputs))));
    reference.put(TEXT, network(Set.of("ids", "mask", "types"), this::idsAndSquares));
    engine.trust(reference);

    // when, then
    assertThatThrownBy(() -> open(specs(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("image (image): cosine 0.")
        .hasMessageNotContainingAny("dense", "text");
    assertThat(engine.open).hasValue(0);
    assertThat(reference.open).hasValue(0);
  }

  @Test
  void shouldOpenWhenResultsAreThoseOfTheReference() throws IOException {
    // given
    engine.trust(engine);

    // when, then: nothing of the reference stays open
    try (Encoders encoders = open(specs(1))) {
      assertThat(encoders.text().embed(List.of("road"))).hasSize(1);
      assertThat(engine.open).hasValue(3 + 3);
    }
  }

  private static OutputTensor swapped(OutputTensor pair) {
    float[] values = {pair.values().get(1), pair.values().get(0)};
    return new OutputTensor(pair.shape(), FloatBuffer.wrap(values));
  }

  private record Opening(EncoderSpecs specs, int slots) {}

  private Encoders open(Opening opening) {
    return NetworkEncoders.open(
        engine, opening.specs(), InferenceOptions.cpu(opening.slots()), BatchListener.NONE);
  }

  private Opening specs(int slots) throws IOException {
    Path vocabulary = folder.resolve("vocab.txt");
    Files.writeString(vocabulary, "[UNK]\n[CLS]\n[SEP]\nroad\n");
    PixelInput any =
        new PixelInput("x", InputSize.AS_IS, Resampling.NONE, ChannelOrder.BGR, 1, ZERO, ONE);
    PixelInput fixed =
        new PixelInput("x", new InputSize(2, 2), Resampling.AREA, ChannelOrder.RGB, 10, ZERO, ONE);
    TextInput input = new TextInput("ids", "mask", "types", TextInput.IdType.INT64);
    TokenizerSpec tokenizer = new TokenizerSpec(TokenizerSpec.Kind.WORDPIECE, vocabulary, 16);
    return new Opening(
        new EncoderSpecs(
            new DenseSpec(DENSE, any, "y", DenseSpec.Layout.GRID, 0, 1, 3),
            new ImageSpec(IMAGE, fixed, "y", 2),
            new TextSpec(TEXT, tokenizer, input, "y", TextSpec.Pooling.MEAN, true, 2)),
        slots);
  }

  private static FakeEngine.Network network(
      Set<String> inputs, Function<Map<String, Input>, OutputTensor> run) {
    return new FakeEngine.Network() {
      @Override
      public Set<String> inputs() {
        return inputs;
      }

      @Override
      public Map<String, OutputTensor> run(Map<String, Input> written) {
        return Map.of("y", run.apply(written));
      }
    };
  }

  /** The picture itself. */
  private static OutputTensor grid(Map<String, Input> inputs) {
    Input input = inputs.get("x");
    if (input == null) {
      throw new EncoderException("no x");
    }
    float[] values = new float[Math.toIntExact(input.shape().elements())];
    input.bytes().asFloatBuffer().get(values);
    return new OutputTensor(input.shape(), FloatBuffer.wrap(values));
  }

  private static OutputTensor oneToken(Map<String, Input> inputs, List<Input> seen) {
    seen.addAll(inputs.values());
    return new OutputTensor(TensorShape.of(1, 3, 1, 1), FloatBuffer.wrap(new float[] {1, 2, 3}));
  }

  private static OutputTensor vector(float... values) {
    return new OutputTensor(TensorShape.of(1, values.length), FloatBuffer.wrap(values));
  }

  /** Red and blue of the first pixel. */
  private static OutputTensor firstPixel(Map<String, Input> inputs) {
    OutputTensor picture = grid(inputs);
    int plane = picture.values().capacity() / 3;
    float[] vector = {picture.values().get(0), picture.values().get(2 * plane)};
    return new OutputTensor(TensorShape.of(1, 2), FloatBuffer.wrap(vector));
  }

  /** Each id with its square. */
  private OutputTensor idsAndSquares(Map<String, Input> inputs) {
    textInputs.putAll(inputs);
    long[] ids = longs("ids");
    float[] values = new float[2 * ids.length];
    for (int i = 0; i < ids.length; i++) {
      values[2 * i] = ids[i];
      values[2 * i + 1] = ids[i] * ids[i];
    }
    return new OutputTensor(TensorShape.of(1, ids.length, 2), FloatBuffer.wrap(values));
  }

  private OutputTensor narrowIds(Map<String, Input> inputs) {
    textInputs.putAll(inputs);
    int[] ids = ints("ids");
    float[] values = new float[2 * ids.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = ids[i / 2];
    }
    return new OutputTensor(TensorShape.of(1, ids.length, 2), FloatBuffer.wrap(values));
  }

  private int[] ints(String name) {
    Input input = Objects.requireNonNull(textInputs.get(name));
    int[] ints = new int[Math.toIntExact(input.shape().elements())];
    input.bytes().asIntBuffer().get(ints);
    return ints;
  }

  private long[] longs(String name) {
    Input input = textInputs.get(name);
    if (input == null) {
      return new long[0];
    }
    ByteBuffer bytes = input.bytes();
    long[] values = new long[bytes.capacity() / Long.BYTES];
    bytes.asLongBuffer().get(values);
    return values;
  }
}
