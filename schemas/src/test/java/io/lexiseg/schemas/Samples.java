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
        new CameraBinding(
            "camera-3", "street", "fast", policy(), "c-2", NOON, outputs(), SteadyMasks.STRONG),
        mask(),
        statistics(),
        preview(),
        request(),
        outcome(),
        prototype(),
        setStatus(),
        zoneCommand(),
        cameraZones(),
        zoneAnswer(),
        zoneEvent());
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
        0.75f,
        GenerationPolicy.WEAK,
        List.of("A car on a road"),
        true);
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
        List.of(new PreviewPicture("gate", ByteBuffer.wrap(new byte[] {5}))),
        outputs(),
        SteadyMasks.OFF);
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
            new CategorySupport(
                "car",
                SupportLevel.WEAK,
                List.of(new NearestKey("van", 0.5f)),
                2,
                false,
                "van",
                List.of("truck"))),
        new ResolutionTimings(1L, 3L, 2L, 4L, 8L),
        "slow",
        EventTime.micros(NOON),
        3,
        List.of("the index cannot tell apart: car, automobile"),
        List.of(
            new CategoryGeneration(
                "car", "s-1", "sketch", GenerationState.MAKING, 40, 12, 1, 3, "slow")));
  }

  static PrototypeRequest request() {
    return new PrototypeRequest(
        "s-1", 3, 40, "car-3", "a car on a road", "car", "lite", true, "sketch", 7L, NOON);
  }

  static PrototypeOutcome outcome() {
    return new PrototypeOutcome(
        "s-1", 3, 40, "lite", true, "sketch", 1, List.of(new NounDrop("road", "empty-mask", "0")));
  }

  static MadePrototype prototype() {
    return MadePrototype.newBuilder()
        .setRequestSet("s-1")
        .setOrdinal(3)
        .setPosition(0)
        .setIndexName("lite")
        .setCaptionId("car-3")
        .setCaption("a car on a road")
        .setNoun("car")
        .setKey(ByteBuffer.wrap(new byte[] {0, 0, (byte) 128, 63}))
        .setPrototype(ByteBuffer.wrap(new byte[] {0, 0, 0, 64}))
        .setSeed(7)
        .setGeneratorId("sketch")
        .setGeneratorSha256("0".repeat(64))
        .setGeneratorSettings("ddim 25 steps")
        .setPackId("lite")
        .setPackSha256("1".repeat(64))
        .setMaskShare(0.25)
        .setContrast(0.5)
        .build();
  }

  static RequestSetStatus setStatus() {
    return new RequestSetStatus(
        "s-1",
        "lite",
        true,
        "sketch",
        RequestSetState.MAKING,
        40,
        12,
        List.of(new ReasonCount("empty-mask", 1L)),
        13L,
        List.of(new ReasonCount("empty-mask", 2L)),
        1L << 40,
        3,
        "slow");
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
        .setSeenInstead(List.of(new SeenNoun("tree", 0.25f)))
        .setRle(List.of(new CategoryRle(1, "0oo")))
        .setPolygons(
            List.of(
                new MaskPolygon(
                    1, 256L, List.of(0, 0, 3, 0, 3, 3, 0, 3), List.of(List.of(1, 2, 2, 2, 2, 1)))))
        .setPolygonTolerance(0.5f)
        .setLeftOut(List.of(MaskEncoding.POLYGONS))
        .setRegions(List.of(region()))
        .setRegionsLeftOut(3)
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
        .setSupport(
            List.of(
                CategorySupport.newBuilder()
                    .setCategory("car")
                    .setLevel(SupportLevel.WEAK)
                    .build()))
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
        List.of(new CategoryCoverage(1, "car", 9L, 0.01, 0.7f, box)),
        2,
        List.of(new ZoneCoverage("gate", 9L, List.of(new ZoneCategory(1, "car", 3L, 0.3, 0.7f)))),
        List.of(region()),
        3);
  }

  private static MaskRegion region() {
    return new MaskRegion(256L, 1, "car", 9L, 0.01, 0.7f, new BoundingBox(0, 1, 2, 3));
  }

  private static MaskOutputs outputs() {
    return new MaskOutputs(List.of(MaskEncoding.PNG, MaskEncoding.POLYGONS), 1.5f, true);
  }

  static Zone zone() {
    return new Zone(
        "gate",
        List.of(new ZonePoint(0d, 0d), new ZonePoint(0.5, 0d), new ZonePoint(0.5, 1d)),
        List.of("car"),
        0.02,
        0.005,
        30,
        0.5,
        0.1,
        0.2,
        2);
  }

  static ZoneCommand zoneCommand() {
    return new ZoneCommand("c-3", "camera-3", "ann", NOON, ZoneAction.DEFINE, 1, zone(), "gate");
  }

  static CameraZones cameraZones() {
    return new CameraZones(
        "camera-3", 2, List.of(zone()), List.of("c-3"), "ann", NOON, new Takeover(NOON, 9L));
  }

  static ZoneAnswer zoneAnswer() {
    return new ZoneAnswer("camera-3", "c-3", ZoneVerdict.REFUSED, 2, "wrong", NOON);
  }

  static ZoneEvent zoneEvent() {
    return new ZoneEvent(
        coordinates(),
        "gate",
        2,
        "car",
        ZoneEventKind.PRESENT,
        ZoneEventCause.SEEN,
        0.3,
        NOON,
        30d,
        "street",
        4);
  }
}
