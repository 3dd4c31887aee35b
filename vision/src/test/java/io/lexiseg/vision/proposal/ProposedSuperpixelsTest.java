package io.lexiseg.vision.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.option.OptionText;
import io.lexiseg.vision.pack.proposer.ProposerPack;
import io.lexiseg.vision.superpixel.FelzenszwalbParameters;
import io.lexiseg.vision.superpixel.LabelMap;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Outlines of things that are known exactly, painted over superpixels of a plain picture. */
class ProposedSuperpixelsTest {
  private static final int HEIGHT = 100;
  private static final int WIDTH = 200;

  /** Things by share of the picture: left half, and a square in the middle of it. */
  private static final float[] HALF = box(0, 0, 1, 0.5f);

  private static final float[] SQUARE = box(0.375f, 0.125f, 0.625f, 0.375f);
  private static final float[] NOTHING = box(0, 0, 0, 0);
  private static final FelzenszwalbParameters REST = new FelzenszwalbParameters(100, 0.8, 20);

  @Test
  void shouldPaintSmallThingsOnLargeOnes() {
    // given
    LabelMap under = LabelMap.of(HEIGHT, WIDTH, 1, new int[HEIGHT * WIDTH]);
    List<Proposal> outlines = List.of(Proposal.of(0.95f, SQUARE), Proposal.of(0.9f, HALF));

    // when
    LabelMap map = ProposedSuperpixels.painted(under, ProposedSuperpixels.chosen(outlines));

    // then: right half, left half, square
    assertThat(map.regions()).isEqualTo(3);
    assertThat(label(map, 10, 150)).isNotEqualTo(label(map, 10, 10));
    assertThat(label(map, 50, 50)).isNotEqualTo(label(map, 10, 10));
    assertThat(label(map, 90, 90)).isEqualTo(label(map, 10, 10));
    assertThat(count(map, label(map, 50, 50)))
        .as("a border through centres is outside")
        .isEqualTo(24 * 50);
    assertThat(count(map, label(map, 10, 10))).isEqualTo(100 * 100 - 24 * 50);
  }

  @Test
  void shouldAskUntilEveryThingIsOutlined() {
    // given
    FakeSam2 engine = new FakeSam2(point -> point.x() < 0.5f ? HALF : NOTHING);

    // when
    LabelMap map = segment(engine, 60);

    // then: left half, and the rest as superpixels have it
    assertThat(count(map, label(map, 10, 10))).isEqualTo(100 * 100);
    assertThat(map.regions()).isEqualTo(2);
    assertThat(engine.asked).isBetween(50, 54); // points of the other half, and the first four
  }

  @Test
  void shouldNotAskWhatItHasOutlined() {
    // given: one thing that fills the picture
    FakeSam2 engine = new FakeSam2(point -> box(0, 0, 1, 1));

    // when
    LabelMap map = segment(engine, 100);

    // then
    assertThat(map.regions()).isOne();
    assertThat(engine.asked).as("the first points, asked together").isEqualTo(4);
  }

  @Test
  void shouldAskAsManyPointsAsAllowed() {
    for (int most : List.of(1, 6, 64, 300)) {
      FakeSam2 engine = new FakeSam2(point -> NOTHING);
      assertThat(segment(engine, most).regions()).isOne();
      assertThat(engine.asked).isEqualTo(most);
    }
  }

  @Test
  void shouldKeepSuperpixelsWhereNothingIsOutlined() {
    // given: a picture of two colours, which Felzenszwalb's superpixels tell apart
    byte[] pixels = new byte[HEIGHT * WIDTH * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 3 % WIDTH < WIDTH / 2 ? 20 : 220);
    }
    FakeSam2 engine = new FakeSam2(point -> NOTHING);

    RgbImage image = RgbImage.of(HEIGHT, WIDTH, pixels);

    // when
    LabelMap map = algorithm(engine, 20).segment(image);

    // then
    assertThat(map.labels()).isEqualTo(REST.algorithm().segment(image).labels());
    assertThat(map.regions()).isGreaterThan(1);
  }

  @Test
  void shouldChooseTheMostTrustedOutlineOfOneThing() {
    // given
    Proposal better = Proposal.of(0.9f, HALF);
    Proposal worse = Proposal.of(0.8f, box(0, 0, 1, 0.45f));
    Proposal other = Proposal.of(0.7f, SQUARE);

    // then
    assertThat(ProposedSuperpixels.chosen(List.of(other, worse, better)))
        .containsExactly(better, other);
  }

  @Test
  void shouldMeasureStabilityAndOverlap() {
    // given: 2 of 4 rows surely inside, 1 on the border
    float[] logits = new float[Proposal.SIDE * Proposal.SIDE];
    IntStream.range(0, logits.length)
        .forEach(i -> logits[i] = i < 128 * Proposal.SIDE ? 2 : i < 192 * Proposal.SIDE ? 0 : -2);
    Proposal unsure = Proposal.of(1, logits);

    // then
    assertThat(unsure.stability()).isEqualTo(128f / 192);
    assertThat(unsure.area()).isEqualTo(128 * Proposal.SIDE);
    assertThat(unsure.overlap(Proposal.of(1, HALF))).isEqualTo(1.0 / 3);
    assertThat(Proposal.of(1, NOTHING).stability()).isZero();
  }

  @Test
  void shouldTakePicturesOfAnySize() {
    for (int[] size : new int[][] {{1, 1}, {1, 700}, {300, 2}}) {
      FakeSam2 engine = new FakeSam2(point -> box(0, 0, 1, 1));
      RgbImage image = RgbImage.of(size[0], size[1], new byte[size[0] * size[1] * 3]);
      assertThat(algorithm(engine, 8).segment(image).regions()).isOne();
    }
  }

  @Test
  void shouldReleaseItsNetworks() {
    FakeSam2 engine = new FakeSam2(point -> NOTHING);
    algorithm(engine, 1).close();
    assertThat(engine.open).isZero();
  }

  @Test
  void shouldRefuseOtherNetworks() {
    // given: the decoder in the encoder's place
    FakeSam2 engine = new FakeSam2(point -> NOTHING);
    ProposerPack swapped =
        new ProposerPack(Path.of(""), "x", "", List.of(), FakeSam2.DECODER, FakeSam2.ENCODER);

    // then
    assertThatThrownBy(() -> Proposer.load(engine, swapped))
        .isInstanceOf(IncompatibleModelException.class)
        .hasMessageContaining("encoder: expected input image")
        .hasMessageContaining("decoder: expected inputs [image_embed");
    assertThat(engine.open).isZero();
  }

  @Test
  void shouldReadAndWriteItsSettings() {
    // given
    ProposalParameters usual = ProposalParameters.parse(OptionText.parse("sam2"));

    // then
    assertThat(usual.text())
        .isEqualTo("sam2:points=64,score=0.8,stability=0.88,scale=200,sigma=1,minSize=200");
    assertThat(ProposalParameters.parse(OptionText.parse(usual.text()))).isEqualTo(usual);
    assertThatThrownBy(() -> ProposalParameters.parse(OptionText.parse("sam2:points=0")))
        .hasMessageContaining("expected points 1..1024");
    assertThatThrownBy(() -> ProposalParameters.parse(OptionText.parse("sam2:score=2")))
        .hasMessageContaining("score 0..1");
  }

  private static LabelMap segment(FakeSam2 engine, int points) {
    RgbImage image = RgbImage.of(HEIGHT, WIDTH, new byte[HEIGHT * WIDTH * 3]);
    return algorithm(engine, points).segment(image);
  }

  private static ProposedSuperpixels algorithm(FakeSam2 engine, int points) {
    ProposerPack pack =
        new ProposerPack(Path.of(""), "x", "", List.of(), FakeSam2.ENCODER, FakeSam2.DECODER);
    return new ProposedSuperpixels(
        Proposer.load(engine, pack), new ProposalParameters(points, 0.8, 0.88, REST));
  }

  private static int label(LabelMap map, int y, int x) {
    return map.labels()[y * map.width() + x];
  }

  private static long count(LabelMap map, int label) {
    return IntStream.of(map.labels()).filter(other -> other == label).count();
  }

  /** Logits of a box, in shares of the picture. */
  private static float[] box(float top, float left, float bottom, float right) {
    float[] logits = new float[Proposal.SIDE * Proposal.SIDE];
    for (int i = 0; i < logits.length; i++) {
      int row = i / Proposal.SIDE;
      float y = (row + 0.5f) / Proposal.SIDE;
      float x = (i % Proposal.SIDE + 0.5f) / Proposal.SIDE;
      logits[i] = y > top && y < bottom && x > left && x < right ? 9 : -9;
    }
    return logits;
  }
}
