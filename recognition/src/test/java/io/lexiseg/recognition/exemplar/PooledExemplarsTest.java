package io.lexiseg.recognition.exemplar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.exemplar.PooledExemplars.Source;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.prototype.MaskPooler;
import io.lexiseg.vision.setting.PaperPreset;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PooledExemplarsTest {
  private final AtomicInteger runs = new AtomicInteger();
  private final ExemplarTable table = new ExemplarTable(Duration.ofMillis(1));
  private final Map<String, byte[]> stored = new HashMap<>();
  private boolean away;

  /** Two tokens: left [3, 0], right [0, 5]. */
  private final DenseEncoder encoder =
      new DenseEncoder() {
        @Override
        public int dimension() {
          return 2;
        }

        @Override
        public TokenGrid encode(RgbImage window) {
          runs.incrementAndGet();
          return TokenGrid.of(1, 2, 2, new float[] {3, 0, 0, 5});
        }
      };

  private final SharedMeans shared =
      new SharedMeans() {
        @Override
        public List<Optional<byte[]>> fetch(List<String> keys) {
          requireThere();
          List<Optional<byte[]>> values = new ArrayList<>();
          keys.forEach(key -> values.add(Optional.ofNullable(stored.get(key))));
          return values;
        }

        @Override
        public void store(Map<String, byte[]> values) {
          requireThere();
          stored.putAll(values);
        }

        private void requireThere() {
          if (away) {
            throw new UnavailableException("store: away");
          }
        }

        @Override
        public void close() {}
      };

  @Test
  void shouldPoolUnitTokensUnderTheRegion() {
    // given
    table.changed("left", exemplar(new PictureBox(0, 0, 4, 1)));
    table.changed("right", exemplar(ByteBuffer.wrap(MaskPng.encode(rightColumn()))));

    // when
    PooledExemplars exemplars = exemplars("net");

    // then: of 28 columns the first four and the last three, on their way from 0 to 27
    assertThat(exemplars.prototype("left"))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(17 / 18f, 1 / 18f);
    assertThat(exemplars.prototype("right"))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(1 / 27f, 26 / 27f);
  }

  @Test
  void shouldRunTheNetworkOnceAnExemplarAndBackbone() {
    // given
    table.changed("left", exemplar(new PictureBox(0, 0, 4, 1)));
    PooledExemplars first = exemplars("net");
    float[] expected = first.prototype("left");

    // when
    first.prototype("left");
    float[] other = exemplars("net").prototype("left");
    int shareds = runs.get();
    exemplars("other net").prototype("left");

    // then
    assertThat(other).isEqualTo(expected);
    assertThat(shareds).isEqualTo(1);
    assertThat(runs).hasValue(2);
    assertThat(stored).hasSize(2);
  }

  @Test
  void shouldPoolAgainWhatTheSharedStoreHasDamagedOrDoesNotTell() {
    // given
    table.changed("left", exemplar(new PictureBox(0, 0, 4, 1)));
    float[] expected = exemplars("net").prototype("left");
    stored.values().forEach(bytes -> bytes[bytes.length - 1] ^= 1);

    // when
    float[] again = exemplars("net").prototype("left");
    away = true;
    float[] alone = exemplars("net").prototype("left");

    // then
    assertThat(again).isEqualTo(expected);
    assertThat(alone).isEqualTo(expected);
    assertThat(runs).hasValue(3);
  }

  @Test
  void shouldWaitForAnExemplarThatComesLate() throws Exception {
    // given
    ExemplarTable patient = new ExemplarTable(Duration.ofMinutes(1));
    CompletableFuture<Exemplar> waiting =
        CompletableFuture.supplyAsync(() -> patient.await("late"));

    // when
    Exemplar exemplar = exemplar(new PictureBox(0, 0, 4, 1));
    patient.changed("late", exemplar);

    // then
    assertThat(waiting.get()).isEqualTo(exemplar);
  }

  @Test
  void shouldTellAnExemplarThatDoesNotComeFromOneThatIsWrong() {
    // given
    table.changed("gone", exemplar(new PictureBox(0, 0, 4, 1)));
    table.changed("gone", null);
    table.changed("outside", exemplar(new PictureBox(0, 0, 4, 99)));
    FrameReference reference = new FrameReference("file:///a", "", 1L);
    table.changed("away", new Exemplar(reference, new PictureBox(0, 0, 1, 1)));

    // when, then
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> exemplars("net").prototype("gone"))
        .withMessageContaining("exemplar gone: expected it in the topic");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> exemplars("net").prototype("outside"))
        .withMessageStartingWith("exemplar outside: box: expected at least one pixel");
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> exemplars("net").prototype("away"))
        .withMessage("disk: away");
  }

  private PooledExemplars exemplars(String backbone) {
    Source source =
        new Source(
            table,
            reference -> {
              throw new UnavailableException("disk: away");
            });
    MaskPooler pooler = new MaskPooler(encoder, PaperPreset.VOC.settings().with("shortSide", "14"));
    return new PooledExemplars(source, pooler, shared, backbone, 2);
  }

  private static Exemplar exemplar(Object region) {
    return new Exemplar(ByteBuffer.wrap(MaskPng.encode(Mask.of(4, 8, new short[32]))), region);
  }

  private static Mask rightColumn() {
    short[] values = new short[32];
    for (int y = 0; y < 4; y++) {
      values[y * 8 + 7] = 200;
    }
    return Mask.of(4, 8, values);
  }
}
