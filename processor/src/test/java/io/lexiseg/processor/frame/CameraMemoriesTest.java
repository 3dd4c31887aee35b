package io.lexiseg.processor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.form.MaskWish;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.recognition.pipeline.CameraMemory;
import io.lexiseg.recognition.pipeline.FrameOrder;
import io.lexiseg.recognition.pipeline.FramePayload;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.schemas.Category;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.segmentation.EncodedImage;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.segmentation.Segmenter;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import io.lexiseg.vision.steady.SceneMemory;
import io.lexiseg.vision.superpixel.LabelMap;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CameraMemoriesTest {
  private static final int SIDE = 40;

  private final CameraMemories.Budget budget = new CameraMemories.Budget(200_000);
  private final CameraMemories memories = new CameraMemories(budget);

  @Test
  void shouldForgetCamerasThatRememberNothing() {
    // given
    CameraMemory memory = memories.of("a");

    // when
    memories.settle();

    // then
    assertThat(memories.of("a")).isNotSameAs(memory);
    assertThat(budget.used()).isZero();
  }

  @Test
  void shouldForgetTheCameraSeenLongestAgo() {
    // when
    CameraMemory first = whenSeen(memories, "0");
    long one = budget.used();
    int room = (int) (200_000 / one);
    for (int camera = 1; camera < room; camera++) {
      whenSeen(memories, "" + camera);
    }
    CameraMemory again = whenSeen(memories, "0");
    whenSeen(memories, "one more");

    // then: number 1 had to go
    assertThat(room).isGreaterThan(2);
    assertThat(again).isSameAs(first);
    assertThat(memories.of("0")).isSameAs(first);
    assertThat(budget.used()).isEqualTo(room * one).isLessThanOrEqualTo(200_000);
    assertThat(memories.of("1").bytes()).isZero();
    assertThat(memories.of("2").bytes()).isEqualTo(one);
  }

  @Test
  void shouldShareTheBudgetAmongTasks() {
    // given
    CameraMemories others = new CameraMemories(budget);
    CameraMemory first = whenSeen(memories, "a");
    long one = first.bytes();
    for (int camera = 0; camera * one < 2 * 200_000; camera++) {
      whenSeen(others, "" + camera);
    }

    // when: the budget is full of another task's cameras
    long full = budget.used();
    CameraMemory again = whenSeen(memories, "a");
    CameraMemory next = whenSeen(memories, "a");
    long still = budget.used();
    others.clear();

    // then
    assertThat(full).isBetween(200_000 - one, 200_000L);
    assertThat(again).isNotSameAs(first);
    assertThat(next).isSameAs(again);
    assertThat(still).isEqualTo(full);
    assertThat(budget.used()).isEqualTo(one);
    assertThat(others.of("1").bytes()).isZero();
  }

  private static CameraMemory whenSeen(CameraMemories seenBy, String camera) {
    RgbImage picture = RgbImage.of(SIDE, SIDE, new byte[3 * SIDE * SIDE]);
    try (SegmentationModel model =
        new SegmentationModel(
            TestModels.profiles(TestModels.resolver()), new Rememberer(), () -> {})) {
      ResolvedVocabulary vocabulary =
          model.resolve("v", List.of(Category.newBuilder().setName("road").build()), "paper");
      CameraMemory memory = seenBy.of(camera);
      new FramePipeline(DecodeLimits.STANDARD, model.segmenter())
          .segment(
              FramePayload.file(JpegEncoder.encode(picture, 90)),
              new FrameOrder(
                  vocabulary, taken -> taken, vocabulary.settings(), memory, MaskWish.PNG));
      seenBy.settle();
      return memory;
    }
  }

  /** Keeps each picture. */
  private static final class Rememberer implements Segmenter {
    @Override
    public EncodedImage encode(RgbImage image, SegmentationSettings settings) {
      return TestModels.segmenter().encode(image, settings);
    }

    @Override
    public Segmentation segment(
        RgbImage image,
        Supplier<CategoryBank> categories,
        SegmentationSettings settings,
        SceneMemory<Segmentation> memory) {
      LabelMap map =
          LabelMap.of(image.height(), image.width(), 1, new int[image.height() * image.width()]);
      memory.begin("rules", image, map, new float[][] {{1}}, new float[0]);
      return encode(image, settings).segment(categories.get());
    }
  }
}
