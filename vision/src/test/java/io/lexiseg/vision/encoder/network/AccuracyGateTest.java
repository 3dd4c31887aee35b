package io.lexiseg.vision.encoder.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.encoder.DenseSpec;
import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.network.FakeEngine.Input;
import io.lexiseg.vision.encoder.pixel.ChannelOrder;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.encoder.pixel.Resampling;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two engines whose networks give fixed vectors. */
class AccuracyGateTest {
  private static final Path FILE = Path.of("grid.onnx");
  private static final PixelInput INPUT =
      new PixelInput(
          "x",
          InputSize.AS_IS,
          Resampling.NONE,
          ChannelOrder.RGB,
          1,
          Collections.nCopies(3, 0.0),
          Collections.nCopies(3, 1.0));

  private final FakeEngine reference = new FakeEngine();
  private final FakeEngine device = new FakeEngine();
  private final List<ByteBuffer> seen = new ArrayList<>();

  @BeforeEach
  void givenDeviceThatHasToAgree() {
    device.trust(reference);
  }

  // tan of the angle; cosine = 1 / sqrt(1 + tan^2), the limit lies at tan = 0.04474
  @ParameterizedTest
  @ValueSource(floats = {0, 0.01f, -0.01f, 0.0447f})
  void shouldAcceptWhatAgrees(float tangent) {
    // given
    givenResults(new float[] {1, 0}, new float[] {3, 3 * tangent});

    // when, then
    assertThatCode(this::check).doesNotThrowAnyException();
    assertThat(reference.open).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"0.0448, 0.998998", "1, 0.707107", "-1, 0.707107", "1e9, 0.000000"})
  void shouldRefuseWhatDisagrees(float tangent, String cosine) {
    // given
    givenResults(new float[] {1, 0}, new float[] {1, tangent});

    // when, then
    assertThatThrownBy(this::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "fake: expected the results of fake (cosine >= 0.999), got dense (grid.onnx): cosine "
                + cosine);
    assertThat(reference.open).hasValue(0);
  }

  @Test
  void shouldRefuseTheOppositeDirection() {
    // given
    givenResults(new float[] {1, 2}, new float[] {-1, -2});

    // when, then
    assertThatThrownBy(this::check).hasMessageContaining("cosine -1.000000");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void shouldRefuseWhatHasNoCosine(float value) {
    // given
    givenResults(new float[] {1, 0}, new float[] {value, 0});

    // when, then
    assertThatThrownBy(this::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cosine NaN");
  }

  @Test
  void shouldRefuseAnotherLength() {
    // given
    givenResults(new float[] {1, 0}, new float[] {1, 0, 0});

    // when, then
    assertThatThrownBy(this::check).hasMessageContaining("cosine NaN");
  }

  @Test
  void shouldNameEveryNetworkThatDisagrees() {
    // given
    givenResults(new float[] {1, 0}, new float[] {0, 1});
    Network<?, ?> network = Network.load(device, role());

    // when, then
    assertThatThrownBy(() -> new AccuracyGate().check(List.of(network, network)))
        .hasMessageEndingWith(
            "dense (grid.onnx): cosine 0.000000; dense (grid.onnx): cosine 0.000000");
  }

  @Test
  void shouldRunBothOnTheSameNoise() {
    // given
    givenResults(new float[] {1}, new float[] {1});

    // when
    check();

    // then
    assertThat(seen).hasSize(2);
    assertThat(seen.get(0)).isEqualTo(seen.get(1));
    Set<Float> values = new HashSet<>();
    FloatBuffer floats = seen.get(0).asFloatBuffer();
    while (floats.hasRemaining()) {
      values.add(floats.get());
    }
    assertThat(values).hasSizeGreaterThan(100); // of the 256 that a sample can have
  }

  @Test
  void shouldRunBothOnASizeThatTheDeviceTakes() {
    // given
    givenResults(new float[] {1}, new float[] {1});
    device.take("x", TensorShape.of(3, 8, 12));

    // when
    check();

    // then
    assertThat(seen).hasSize(2).allMatch(bytes -> bytes.capacity() == 3 * 8 * 12 * Float.BYTES);
  }

  @Test
  void shouldCloseTheReferenceThatFails() {
    // given
    givenResults(new float[] {1}, new float[] {1});
    reference.put(
        FILE,
        new FakeEngine.Network() {
          @Override
          public Set<String> inputs() {
            return Set.of("x");
          }

          @Override
          public Map<String, OutputTensor> run(Map<String, Input> inputs) {
            throw new EncoderException("out of memory");
          }
        });

    // when, then
    assertThatThrownBy(this::check).hasMessage("out of memory");
    assertThat(reference.open).hasValue(0);
  }

  private void givenResults(float[] expected, float[] found) {
    reference.put(FILE, network(expected));
    device.put(FILE, network(found));
  }

  private void check() {
    try (Network<?, ?> network = Network.load(device, role())) {
      new AccuracyGate().check(List.of(network));
    }
  }

  private static DenseRole role() {
    return new DenseRole(new DenseSpec(FILE, INPUT, "y", DenseSpec.Layout.GRID, 0, 4, 1));
  }

  /** Gives a row of tokens, each of one number. */
  private FakeEngine.Network network(float... row) {
    return new FakeEngine.Network() {
      @Override
      public Set<String> inputs() {
        return Set.of("x");
      }

      @Override
      public Map<String, OutputTensor> run(Map<String, Input> inputs) {
        inputs.values().forEach(input -> seen.add(input.bytes()));
        TensorShape shape = TensorShape.of(1, 1, 1, row.length);
        return Map.of("y", new OutputTensor(shape, FloatBuffer.wrap(row)));
      }
    };
  }
}
