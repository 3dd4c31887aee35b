package io.lexiseg.recognition.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.TestRecords;
import io.lexiseg.recognition.form.MaskForms;
import io.lexiseg.recognition.form.MaskWish;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.segmentation.Segmenter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FramePipelineTest {
  private final SegmentationModel model =
      new SegmentationModel(
          TestModels.profiles(TestModels.resolver()), TestModels.segmenter(), () -> {});
  private final ResolvedVocabulary vocabulary =
      model.resolve("test", TestRecords.categories("road", "sky"), TestModels.PROFILE);
  private final FramePipeline pipeline =
      new FramePipeline(new DecodeLimits(10_000, 1_000), model.segmenter());

  @Test
  void shouldSegmentAPictureFile() {
    // given
    byte[] jpeg = jpeg(20, 30);
    // when
    SegmentedFrame frame = pipeline.segment(FramePayload.file(jpeg), vocabulary);
    // then
    assertThat(frame.image().height()).isEqualTo(20);
    assertThat(frame.image().width()).isEqualTo(30);
    assertThat(MaskPng.decode(frame.encoded().png()).value(19, 29)).isEqualTo(1);
    assertThat(frame.vocabulary().legend()).containsExactly("road", "sky");
    assertThat(frame.timings().total()).isGreaterThanOrEqualTo(frame.timings().decode());
  }

  @Test
  void shouldCompareWithTheVocabularyThatIsNewestByThen() {
    // given
    ResolvedVocabulary newest =
        model.resolve("test", TestRecords.categories("tree"), TestModels.PROFILE);
    List<String> steps = new ArrayList<>();
    Segmenter segmenter =
        (image, settings) -> {
          steps.add("encoded");
          return TestModels.segmenter().encode(image, settings);
        };
    FramePipeline recorded = new FramePipeline(new DecodeLimits(10_000, 1_000), segmenter);
    // when
    SegmentedFrame frame =
        recorded.segment(
            FramePayload.file(jpeg(20, 30)),
            new FrameOrder(
                vocabulary,
                taken -> {
                  steps.add("asked for a newer one than " + taken.legend());
                  return newest;
                },
                vocabulary.settings(),
                new CameraMemory(),
                MaskWish.PNG));
    // then
    assertThat(steps).containsExactly("encoded", "asked for a newer one than [road, sky]");
    assertThat(frame.vocabulary()).isSameAs(newest);
    assertThat(frame.segmentation().statistics().get(0).category()).isEqualTo(1);
  }

  @Test
  void shouldRememberNothingOfACameraWhoseSceneIsNotKept() {
    // given: an algorithm that keeps nothing
    Segmenter segmenter = (image, settings) -> TestModels.segmenter().encode(image, settings);
    FramePipeline forgetful = new FramePipeline(new DecodeLimits(10_000, 1_000), segmenter);
    CameraMemory memory = new CameraMemory();
    // when
    forgetful.segment(FramePayload.file(jpeg(20, 30)), order(memory, MaskWish.PNG));
    // then
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void shouldFollowRegionsOfACameraAsLongAsItIsAskedTo() {
    // given
    CameraMemory memory = new CameraMemory();
    MaskForms regions = new MaskForms(Set.of(MaskEncoding.COCO_RLE), 0, true);
    // when
    List<Long> ids =
        List.of(
            id(memory, regions, 7),
            id(memory, regions, 8),
            id(new CameraMemory(), regions, 9),
            id(memory, MaskForms.PNG, 10),
            id(memory, regions, 11));
    // then: nothing is known after a frame without regions
    assertThat(ids).containsExactly(7 * 256L, 7 * 256L, 9 * 256L, -1L, 11 * 256L);
    assertThat(memory.bytes()).isPositive();
  }

  /** Of the one region of a picture. */
  private long id(CameraMemory memory, MaskForms forms, long frame) {
    MaskWish wish = new MaskWish(forms, 1 << 20, frame);
    SegmentedFrame seen = pipeline.segment(FramePayload.file(jpeg(20, 30)), order(memory, wish));
    return seen.encoded().followed().map(regions -> regions.list().get(0).id()).orElse(-1L);
  }

  @Test
  void shouldRefuseAPictureOfAnotherSizeThanDeclared() {
    // given
    FramePayload payload = FramePayload.of(FrameEncoding.JPEG, jpeg(20, 30), 30, 20);
    // when, then
    assertThatThrownBy(() -> pipeline.segment(payload, vocabulary))
        .isInstanceOf(RecordException.Malformed.class)
        .hasMessageContaining("30x20 pixels (height x width) as the frame says, got 20x30");
  }

  @Test
  void shouldRefuseWhatIsOverTheLimits() {
    // given
    FramePayload tooManyBytes = FramePayload.file(new byte[10_001]);
    FramePayload tooManyPixels = FramePayload.file(jpeg(40, 30));
    // when, then
    assertThatThrownBy(() -> pipeline.segment(tooManyBytes, vocabulary))
        .isInstanceOf(RecordException.OverLimit.class)
        .hasMessageContaining("at most 10000 bytes, got 10001");
    assertThatThrownBy(() -> pipeline.segment(tooManyPixels, vocabulary))
        .isInstanceOf(RecordException.Undecodable.class)
        .hasMessageContaining("1000 pixels");
  }

  @Test
  void shouldRefuseWhatIsNoPicture() {
    // given
    byte[] truncated = Arrays.copyOf(jpeg(20, 30), 200);
    FramePayload unknown = FramePayload.of(FrameEncoding.UNKNOWN, jpeg(20, 30), 0, 0);
    // when, then
    assertThatThrownBy(() -> pipeline.segment(FramePayload.file(truncated), vocabulary))
        .isInstanceOf(RecordException.Undecodable.class);
    assertThatThrownBy(() -> pipeline.segment(FramePayload.file(new byte[0]), vocabulary))
        .isInstanceOf(RecordException.Undecodable.class);
    assertThatThrownBy(() -> pipeline.segment(unknown, vocabulary))
        .isInstanceOf(RecordException.Malformed.class);
  }

  private FrameOrder order(CameraMemory memory, MaskWish wish) {
    return new FrameOrder(vocabulary, taken -> taken, vocabulary.settings(), memory, wish);
  }

  private static byte[] jpeg(int height, int width) {
    return JpegEncoder.encode(RgbImage.of(height, width, new byte[height * width * 3]), 90);
  }
}
