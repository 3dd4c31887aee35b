package io.lexiseg.vision.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden texts: {@code pycocotools.mask.encode} of pycocotools 2.0, category by category. */
class CocoRleTest {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  @ParameterizedTest
  @CsvSource({
    "1, 1:01",
    "02/12, 1:112 2:22",
    "0120120/1222020/0002200/1001010/2012202, 1:11100070K0N060O 2:41102110MO10O26N",
    "133303010/023100033/213013303/010313331," + " 1:01510OO14ON0 2:2120l0 3:4132NN1020M110OO00010"
  })
  void shouldWriteWhatPycocotoolsWrites(String rows, String expected) {
    // when
    Map<Integer, String> texts = CocoRle.encode(drawn(rows), NO_LIMIT).orElseThrow();

    // then
    assertThat(texts).isEqualTo(texts(expected));
  }

  @Test
  void shouldWriteLongRuns() {
    // given
    short[] values = new short[3000 * 1500];
    for (int y = 0; y < 3000; y++) {
      for (int x = 700; x < 1400; x++) {
        values[y * 1500 + x] = 1;
      }
    }
    values[17 * 1500 + 3] = 1;

    // when
    Map<Integer, String> texts =
        CocoRle.encode(Mask.of(3000, 1500, values), NO_LIMIT).orElseThrow();

    // then
    assertThat(texts).isEqualTo(Map.of(1, "ii81Voio1ohRP2joZYN"));
  }

  @Test
  void shouldWriteNoiseAsPycocotoolsDoes() {
    // when
    SortedMap<Integer, String> texts = CocoRle.encode(noise(), NO_LIMIT).orElseThrow();

    // then
    assertThat(texts).hasSize(4);
    assertThat(texts.get(1)).hasSize(4234).satisfies(text -> thenHashed(text, "9c2f82e92c5904cd"));
    assertThat(texts.get(2)).hasSize(4167).satisfies(text -> thenHashed(text, "5ec004fd2f03de82"));
    assertThat(texts.get(3)).hasSize(4082).satisfies(text -> thenHashed(text, "8d16fe2815e98928"));
    assertThat(texts.get(4)).hasSize(4074).satisfies(text -> thenHashed(text, "4f9cdb575a1f56de"));
  }

  @Test
  void shouldReturnTheSameMaskForRandomSizesAndValues() {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      // given
      Mask mask = random(random);

      // when
      SortedMap<Integer, String> texts = CocoRle.encode(mask, NO_LIMIT).orElseThrow();
      Mask decoded = CocoRle.decode(mask.height(), mask.width(), texts);

      // then
      assertThat(decoded.values()).isEqualTo(mask.values());
    }
  }

  @Test
  void shouldWriteNothingBeyondTheLimit() {
    // given
    long exact =
        CocoRle.encode(noise(), NO_LIMIT).orElseThrow().values().stream()
            .mapToInt(String::length)
            .sum();

    // when, then
    assertThat(CocoRle.encode(noise(), exact)).isPresent();
    assertThat(CocoRle.encode(noise(), exact - 1)).isEmpty();
    assertThat(CocoRle.encode(noise(), 0)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "1:0, got 0 pixels",
    "1:04, got 4 pixels",
    "1:07, a run of 7",
    "1:0k0, a run of 27",
    "1:0oooooooo, a number that ends",
    "1:0o, a number that ends",
    "1:O7, a run of -1",
    "1:0!, characters 48..111",
    "1:06 2:06, one category a pixel",
    "0:06, expected a category 1..65535, got 0"
  })
  void shouldRefuseWhatIsNoMask(String texts, String message) {
    assertThatThrownBy(() -> CocoRle.decode(2, 3, texts(texts)))
        .isInstanceOf(UndecodableMaskException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldRefuseSizesThatNoMaskHas() {
    assertThatThrownBy(() -> CocoRle.decode(0, 3, Map.of()))
        .isInstanceOf(UndecodableMaskException.class);
    assertThatThrownBy(() -> CocoRle.decode(1 << 20, 1 << 20, Map.of()))
        .isInstanceOf(UndecodableMaskException.class);
  }

  private static void thenHashed(String text, String expected) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      assertThat(HexFormat.of().formatHex(hash)).startsWith(expected);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<Integer, String> texts(String expected) {
    Map<Integer, String> texts = new TreeMap<>();
    for (String entry : expected.strip().split(" ")) {
      texts.put(Integer.valueOf(entry.split(":")[0]), entry.split(":")[1]);
    }
    return texts;
  }

  private static Mask drawn(String text) {
    String[] rows = text.split("/");
    short[] values = new short[rows.length * rows[0].length()];
    for (int p = 0; p < values.length; p++) {
      values[p] = (short) (rows[p / rows[0].length()].charAt(p % rows[0].length()) - '0');
    }
    return Mask.of(rows.length, rows[0].length(), values);
  }

  /** 97 x 131 values 0..4 of a linear congruential generator, as the golden texts were made of. */
  private static Mask noise() {
    short[] values = new short[97 * 131];
    int state = 42;
    for (int p = 0; p < values.length; p++) {
      state = (state * 1_103_515_245 + 12_345) & Integer.MAX_VALUE;
      values[p] = (short) ((state >> 16) % 5);
    }
    return Mask.of(97, 131, values);
  }

  private static Mask random(Random random) {
    int height = 1 + random.nextInt(30);
    int width = 1 + random.nextInt(30);
    int bound = 1 << random.nextInt(17);
    short[] values = new short[height * width];
    for (int p = 0; p < values.length; p++) {
      values[p] = p > 0 && random.nextInt(3) > 0 ? values[p - 1] : (short) random.nextInt(bound);
    }
    return Mask.of(height, width, values);
  }
}
