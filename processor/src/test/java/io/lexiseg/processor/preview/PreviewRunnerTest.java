package io.lexiseg.processor.preview;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.categories;
import static io.lexiseg.recognition.category.TestRecords.command;
import static io.lexiseg.recognition.category.TestRecords.frame;
import static io.lexiseg.recognition.category.TestRecords.holdingFrom;
import static io.lexiseg.recognition.category.TestRecords.payload;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.processor.command.PreviewOrder;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.recognition.pipeline.FilePayloadStore;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.PreviewArea;
import io.lexiseg.schemas.PreviewPicture;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyPreview;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreviewRunnerTest {
  private final AvroSerdes serdes = AvroSerdes.open("mock://" + UUID.randomUUID());
  private final List<Frame> log = new ArrayList<>();
  private final List<VocabularyPreview> results = new ArrayList<>();
  private final List<VocabularyStatus> statuses = new ArrayList<>();

  /** All frames in one partition, in order. */
  private final class FakeFrameLog implements FrameLog {
    private final TopicPartition partition = new TopicPartition(Topics.FRAMES, 0);

    @Override
    public List<Position> last(String cameraId, int count) {
      List<Position> positions = new ArrayList<>();
      for (int i = 0; i < log.size(); i++) {
        if (log.get(i).getCameraId().equals(cameraId)) {
          positions.add(new Position(partition, i));
        }
      }
      return positions.subList(Math.max(0, positions.size() - count), positions.size());
    }

    @Override
    public Optional<ConsumerRecord<String, byte[]>> fetch(Position position) {
      Frame frame = log.get(Math.toIntExact(position.offset()));
      byte[] bytes = serdes.serde(Frame.class).serializer().serialize(Topics.FRAMES, frame);
      return Optional.of(
          new ConsumerRecord<>(Topics.FRAMES, 0, position.offset(), frame.getCameraId(), bytes));
    }

    @Override
    public void close() {}
  }

  private PreviewRunner runner(CategoryResolver resolver) {
    return new PreviewRunner(
        new PreviewRunner.Parts(
            () -> TestModels.profiles(resolver),
            new FramePipeline(DecodeLimits.STANDARD, TestModels.segmenter()),
            TestModels.segmenter(),
            new FilePayloadStore(List.of(), 1 << 20),
            FakeFrameLog::new,
            serdes.serde(Frame.class).deserializer(),
            results::add,
            statuses::add,
            Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  @AfterEach
  void close() {
    serdes.close();
  }

  @Test
  void shouldTellWhatChangesOnTheLastFramesOfACamera() {
    // given: the test segmenter gives category (tint mod N) + 1
    log.add(frame("gate", 1, 0));
    log.add(frame("gate", 2, 1));
    log.add(frame("yard", 1, 0));
    log.add(frame("gate", 3, 2));
    // when
    runner(TestModels.resolver())
        .accept(
            order(
                preview("road", "sky", "tree").setPreviewFrames(2),
                vocabulary("street", 4, "road", "car")));
    // then
    assertThat(results)
        .extracting(preview -> preview.getSource().orElseThrow().getFrameId())
        .containsExactly(2L, 3L);
    VocabularyPreview first = results.get(0);
    assertThat(first.getAreas())
        .extracting(
            PreviewArea::getCategory,
            PreviewArea::getLivePixels,
            PreviewArea::getProposedPixels,
            PreviewArea::getLiveFraction,
            PreviewArea::getProposedFraction)
        .containsExactly(
            tuple("road", Optional.of(0L), Optional.of(0L), 0.0, 0.0),
            tuple("sky", Optional.empty(), Optional.of(6L), 0.0, 1.0),
            tuple("tree", Optional.empty(), Optional.of(0L), 0.0, 0.0),
            tuple("car", Optional.of(6L), Optional.empty(), 1.0, 0.0));
    assertThat(first.getLiveVersion()).isEqualTo(4);
    assertThat(first.getProfile()).isEqualTo(TestModels.PROFILE);
    assertThat(first.getPictures()).isEqualTo(2);
    assertThat(first.getLegend())
        .extracting(LegendEntry::getCategory)
        .containsExactly("road", "sky", "tree");
    assertThat(results.get(1).getAreas().get(2).getProposedFraction()).isEqualTo(1.0);
    assertThat(statuses)
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.getState()).isEqualTo(VocabularyState.READY);
              assertThat(status.getInstanceId()).isEqualTo("commands");
              assertThat(status.getVersion()).isEqualTo(4);
            });
  }

  @Test
  void shouldTellTheSupportWithoutAnyPicture() {
    // given
    CategoryResolver asked =
        (content, trace) ->
            new CategoryResolver.Resolution(
                TestModels.resolver().resolve(content, trace).bank(),
                content.categories().stream().map(PreviewRunnerTest::unknown).toList());
    // when
    runner(asked).accept(order(preview("road", "zamboni").setCameraIds(List.of())));
    // then
    assertThat(results).isEmpty();
    assertThat(statuses)
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.getState()).isEqualTo(VocabularyState.READY);
              assertThat(status.getSupport())
                  .extracting(CategorySupport::getCategory)
                  .containsExactly("road", "zamboni");
            });
  }

  private static CategorySupport unknown(Category category) {
    return CategorySupport.newBuilder()
        .setCategory(category.getName())
        .setLevel(SupportLevel.NONE)
        .setNearest(List.of())
        .build();
  }

  @Test
  void shouldDrawGivenPicturesAndBoundTheirOverlays() {
    // given
    RgbImage image = RgbImage.of(20, 2000, new byte[20 * 2000 * 3]);
    PreviewPicture picture =
        new PreviewPicture("wide", ByteBuffer.wrap(JpegEncoder.encode(image, 90)));
    // when
    runner(TestModels.resolver())
        .accept(
            order(
                preview("road")
                    .setCameraIds(List.of())
                    .setPreviewPictures(List.of(picture, picture))));
    // then
    assertThat(results).hasSize(2);
    VocabularyPreview preview = results.get(0);
    assertThat(preview.getName()).isEqualTo("wide");
    assertThat(preview.getSource()).isEmpty();
    assertThat(preview.getLiveVersion()).isZero();
    assertThat(preview.getLiveOverlay()).isEmpty();
    assertThat(preview.getWidth()).isEqualTo(2000);
    RgbImage overlay = new ImageDecoder(DecodeLimits.STANDARD).decode(preview.getOverlay().array());
    assertThat(overlay.width()).isEqualTo(1600);
  }

  @Test
  void shouldCompareWithTheVersionThatHoldsForTheFrame() {
    // given
    log.add(frame("gate", 1, 0));
    log.add(Frame.newBuilder(frame("gate", 2, 0)).setCapturedAt(NOW.plusSeconds(1)).build());
    Vocabulary first = vocabulary("street", 1, "road");
    // when
    runner(TestModels.resolver())
        .accept(
            order(
                preview("sky").setPreviewFrames(2),
                holdingFrom(NOW.plusSeconds(1), vocabulary("street", 2, "car"), first)));
    // then
    assertThat(results).extracting(VocabularyPreview::getLiveVersion).containsExactly(1, 2);
  }

  @Test
  void shouldSayWhatCouldNotBeTriedAndTryTheRest() {
    // given
    log.add(payload("gate", 1, ByteBuffer.wrap(new byte[5])));
    log.add(payload("gate", 2, new FrameReference("file:///etc/hostname", "0".repeat(64), 10L)));
    log.add(frame("gate", 3, 0));
    PreviewPicture broken = new PreviewPicture("", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    // when
    runner(TestModels.resolver())
        .accept(
            order(
                preview("sky")
                    .setCameraIds(List.of("gate", "nobody"))
                    .setPreviewFrames(3)
                    .setPreviewPictures(List.of(broken))));
    // then
    assertThat(results).extracting(VocabularyPreview::getPicture).containsExactly(3);
    assertThat(statuses)
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.getState()).isEqualTo(VocabularyState.FAILED);
              assertThat(status.getError().orElseThrow())
                  .contains(
                      "camera nobody: expected frames in the last part of topic frames, found none",
                      "camera gate at frames-0, offset 0: ",
                      "camera gate at frames-0, offset 1: 'file:///etc/hostname': expected",
                      "picture 1: ");
            });
  }

  @Test
  void shouldFailWhenTheIndexIsAway() {
    // given
    log.add(frame("gate", 1, 0));
    CategoryResolver away =
        (content, trace) -> {
          throw new UnavailableException("index: no answer");
        };
    // when
    runner(away).accept(order(preview("sky")));
    // then
    assertThat(results).isEmpty();
    assertThat(statuses.get(0).getError()).contains("index: no answer");
  }

  private static VocabularyCommand.Builder preview(String... names) {
    return command("c", "street", CommandAction.PREVIEW)
        .setCategories(categories(names))
        .setCameraIds(List.of("gate"));
  }

  private static PreviewOrder order(VocabularyCommand.Builder command, Vocabulary... current) {
    VocabularyCommand built = command.build();
    return new PreviewOrder(
        built,
        VocabularyContent.of(built.getCategories()),
        List.of(current).stream().findFirst(),
        NOW);
  }
}
