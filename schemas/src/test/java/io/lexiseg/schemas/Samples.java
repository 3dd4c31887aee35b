package io.lexiseg.schemas;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** One record of each topic with every field set. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456Z");

  private Samples() {}

  static List<SpecificRecord> all() {
    return List.of(
        frame(ByteBuffer.wrap(new byte[] {1, -2, 3})),
        frame(new FrameReference("s3://bucket/1.jpg", "0".repeat(64), 123_456L)),
        new FrameDrop(coordinates(), DropReason.SUPERSEDED, NOON),
        command(),
        vocabulary(),
        status(),
        exemplar(ByteBuffer.wrap(new byte[] {5, 6}), new PictureBox(1, 2, 3, 4)),
        exemplar(
            new FrameReference("file:///pictures/1.jpg", "0".repeat(64), 9L),
            ByteBuffer.wrap(new byte[] {7})),
        new CameraBinding("camera-3", "street", "fast", policy(), "c-2", NOON),
        mask(),
        statistics(),
        preview());
  }

  static Frame frame(Object payload) {
    return new Frame("camera-3", 7L, NOON, FrameEncoding.JPEG, 480, 640, payload);
  }

  static FrameCoordinates coordinates() {
    return new FrameCoordinates("camera-3", 7L, NOON, Topics.FRAMES, 4, 1L << 40);
  }

  static Category category() {
    return new Category(
        "car",
        List.of("automobile", "wagon"),
        List.of("a photo of a {}."),
        0.25f,
        List.of("bus"),
        List.of("e".repeat(64)),
        0.75f);
  }

  static Background background() {
    return new Background(0.5f, List.of("glare"));
  }

  static Exemplar exemplar(Object picture, Object region) {
    return new Exemplar(picture, region);
  }

  static DropPolicy policy() {
    return new DropPolicy(DropRule.MAX_AGE, 500L, 3);
  }

  static VocabularyCommand command() {
    return new VocabularyCommand(
        "c-1",
        "street",
        "ann",
        NOON,
        CommandAction.DEFINE,
        3,
        List.of(category()),
        List.of("bus"),
        List.of(new CategoryRename("van", "lorry")),
        2,
        List.of(Topics.ANY_CAMERA),
        "fast",
        policy(),
        background(),
        exemplar(ByteBuffer.wrap(new byte[] {5}), new PictureBox(1, 2, 3, 4)),
        List.of("e".repeat(64)),
        EventTime.micros(NOON),
        4,
        List.of(new PreviewPicture("gate", ByteBuffer.wrap(new byte[] {5}))));
  }

  static Vocabulary vocabulary() {
    return new Vocabulary(
        "street",
        4,
        List.of(category()),
        1,
        List.of(
            new PastVersion(
                3, List.of(category()), "bob", NOON, background(), EventTime.micros(NOON))),
        List.of("c-0", "c-1"),
        "ann",
        NOON,
        background(),
        EventTime.micros(NOON),
        "c-0",
        List.of("f".repeat(64)),
        new Takeover(NOON, 17L));
  }

  static VocabularyStatus status() {
    return new VocabularyStatus(
        "street",
        4,
        "processor-0",
        VocabularyState.READY,
        "c-1",
        NOON,
        List.of(
            new CategorySupport("car", SupportLevel.WEAK, List.of(new NearestKey("van", 0.5f)), 2)),
        new ResolutionTimings(1L, 3L, 2L, 4L, 8L),
        "slow",
        EventTime.micros(NOON),
        3,
        List.of("the index cannot tell apart: car, automobile"));
  }

  static SegmentationMask mask() {
    return SegmentationMask.newBuilder()
        .setSource(coordinates())
        .setHeight(480)
        .setWidth(640)
        .setEncoding(MaskEncoding.PNG)
        .setData(ByteBuffer.wrap(new byte[] {9, 8, 7}))
        .setLegend(List.of(new LegendEntry(1, "car")))
        .setVocabularyId("street")
        .setVocabularyVersion(4)
        .setIndexName("lite")
        .setIndexGeneration(2)
        .setPackId("lite")
        .setProfile("paper")
        .setSegmentedAt(NOON)
        .setTimings(new FrameTimings(1L, 2L, 3L, 4L, 5L, 6L, 7L))
        .build();
  }

  static VocabularyPreview preview() {
    return VocabularyPreview.newBuilder()
        .setCommandId("c-1")
        .setVocabularyId("street")
        .setLiveVersion(4)
        .setProfile("paper")
        .setPicture(1)
        .setPictures(2)
        .setName("gate")
        .setSource(coordinates())
        .setHeight(480)
        .setWidth(640)
        .setOverlay(ByteBuffer.wrap(new byte[] {1, 2}))
        .setLiveOverlay(ByteBuffer.wrap(new byte[] {3, 4}))
        .setLegend(List.of(new LegendEntry(1, "car")))
        .setAreas(List.of(new PreviewArea("car", 5L, 6L, 0.5, 0.6)))
        .setLiveUnlabelled(0.5)
        .setProposedUnlabelled(0.4)
        .setSupport(List.of(new CategorySupport("car", SupportLevel.WEAK, List.of(), 0)))
        .setPreviewedAt(NOON)
        .build();
  }

  static MaskStatistics statistics() {
    BoundingBox box = new BoundingBox(0, 1, 2, 3);
    return new MaskStatistics(
        coordinates(),
        480,
        640,
        "street",
        4,
        17L,
        List.of(new CategoryCoverage(1, "car", 9L, 0.01, 0.7f, box)));
  }
}
