package io.lexiseg.processor.topology;

import static io.lexiseg.processor.zone.TestZones.rectangle;
import static io.lexiseg.processor.zone.TestZones.whole;
import static io.lexiseg.processor.zone.TestZones.zones;
import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.ZoneCoverage;
import io.lexiseg.schemas.ZoneEvent;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.timing.StageTimings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class ZoneEventsTest {
  private static final int SIDE = 10;
  private static final Vocabulary STREET = vocabulary("default", 1, "car", "person");

  /** The first sample of a picture says how many of its first pixels are cars; others have none. */
  private static Segmentation segment(RgbImage image) {
    short[] values = new short[image.height() * image.width()];
    for (int p = 0; p < Byte.toUnsignedInt(image.pixels()[0]); p++) {
      values[p] = 1;
    }
    return new Segmentation(
        Mask.of(image.height(), image.width(), values),
        List.of(),
        new StageTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }

  private static FrameBench bench() {
    return FrameBench.of((image, settings) -> categories -> segment(image), TestModels.resolver());
  }

  private static FrameBench bench(CameraZones zones) {
    FrameBench bench = bench();
    bench.define(STREET);
    bench.zones(zones);
    return bench;
  }

  /** A picture of 10 x 10 pixels, so that percents are pixels, taken at a second. */
  private static void see(FrameBench bench, double second, int percent) {
    byte[] pixels = new byte[SIDE * SIDE * 3];
    pixels[0] = (byte) percent;
    Instant capturedAt = NOW.plusMillis((long) (second * 1000));
    Frame frame =
        Frame.newBuilder()
            .setCameraId("gate")
            .setFrameId((long) (second * 1000))
            .setCapturedAt(capturedAt)
            .setEncoding(FrameEncoding.RGB)
            .setHeight(SIDE)
            .setWidth(SIDE)
            .setPayload(ByteBuffer.wrap(pixels))
            .build();
    bench.frames().pipeInput("gate", frame, NOW);
  }

  private static List<String> told(FrameBench bench) {
    return bench.zoneEvents().readValuesToList().stream().map(ZoneEventsTest::text).toList();
  }

  /** For example: {@code 3.0 door car LEFT 0.01 < 0.05, since 1.0}. */
  private static String text(ZoneEvent event) {
    return "%s %s %s %s %s%s since %s"
        .formatted(
            second(event.getSource().getCapturedAt()),
            event.getZone(),
            event.getCategory(),
            event.getKind(),
            event.getShare(),
            event.getLimit().map(limit -> "/" + limit).orElse(" " + event.getCause()),
            second(event.getSince()));
  }

  private static double second(Instant time) {
    return Duration.between(NOW, time).toMillis() / 1000.0;
  }

  @Test
  void shouldCountWhatLiesInEachZone() {
    CameraZones two =
        zones("gate", 3, rectangle("top", 0, 0, 1, 0.2), rectangle("left", 0, 0, 0.5, 1));
    try (FrameBench bench = bench(two)) {
      // when
      see(bench, 0, 13);

      // then
      MaskStatistics statistics = bench.statistics().readValue();
      assertThat(statistics.getZonesVersion()).isEqualTo(3);
      assertThat(statistics.getZones())
          .extracting(ZoneCoverage::getZone, ZoneCoverage::getPixels)
          .containsExactly(tuple("top", 20L), tuple("left", 50L));
      assertThat(statistics.getZones().get(0).getCategories())
          .singleElement()
          .satisfies(
              car -> {
                assertThat(car.getCategory()).isEqualTo("car");
                assertThat(car.getPixels()).isEqualTo(13);
                assertThat(car.getShare()).isEqualTo(13 / 20.0);
                assertThat(car.getMeanScore()).isEmpty(); // this model tells none
              });
      assertThat(statistics.getZones().get(1).getCategories().get(0).getPixels()).isEqualTo(8);
    }
  }

  @Test
  void shouldSayNothingOfCamerasWithoutZones() {
    try (FrameBench bench = bench(zones("yard", 1, whole("door")))) {
      // when
      see(bench, 0, 50);

      // then
      MaskStatistics statistics = bench.statistics().readValue();
      assertThat(statistics.getZonesVersion()).isZero();
      assertThat(statistics.getZones()).isEmpty();
      assertThat(told(bench)).isEmpty();
    }
  }

  @Test
  void shouldTellOnceThatACategoryEnteredAndLeft() {
    try (FrameBench bench = bench(zones("gate", 1, whole("door").setPresentShare(0.2)))) {
      // when
      int[] shares = {0, 19, 20, 60, 30, 9, 0, 0, 40};
      IntStream.range(0, shares.length).forEach(i -> see(bench, i, shares[i]));

      // then
      assertThat(told(bench))
          .containsExactly(
              "2.0 door car ENTERED 0.2/0.2 since 2.0",
              "5.0 door car LEFT 0.09/0.1 since 2.0",
              "8.0 door car ENTERED 0.4/0.2 since 8.0");
    }
  }

  @Test
  void shouldNotFlapBetweenTheTwoShares() {
    try (FrameBench bench =
        bench(zones("gate", 1, whole("door").setPresentShare(0.2).setLeaveShare(0.15)))) {
      // when
      int[] shares = {20, 15, 19, 16, 20, 15, 14, 19, 15, 19};
      IntStream.range(0, shares.length).forEach(i -> see(bench, i, shares[i]));

      // then
      assertThat(told(bench))
          .containsExactly(
              "0.0 door car ENTERED 0.2/0.2 since 0.0", "6.0 door car LEFT 0.14/0.15 since 0.0");
    }
  }

  @Test
  void shouldTellOnceAStayThatACategoryIsPresentForLong() {
    try (FrameBench bench = bench(zones("gate", 1, whole("door").setPresentSeconds(10)))) {
      // when
      see(bench, 0, 50);
      see(bench, 9.999, 50);
      see(bench, 10, 50);
      see(bench, 30, 50);
      see(bench, 31, 0);
      see(bench, 32, 50);
      see(bench, 50, 50);

      // then
      assertThat(told(bench))
          .containsExactly(
              "0.0 door car ENTERED 0.5/0.01 since 0.0",
              "10.0 door car PRESENT 0.5/10.0 since 0.0",
              "31.0 door car LEFT 0.0/0.005 since 0.0",
              "32.0 door car ENTERED 0.5/0.01 since 32.0",
              "50.0 door car PRESENT 0.5/10.0 since 32.0");
    }
  }

  @Test
  void shouldTellLimitsAgainOnlyAfterTheShareCameBack() {
    CameraZones limits =
        zones(
            "gate",
            1,
            whole("door", "car")
                .setPresentShare(1)
                .setShareAbove(0.5)
                .setShareBelow(0.2)
                .setLimitMargin(0.1));
    try (FrameBench bench = bench(limits)) {
      // when
      int[] shares = {50, 51, 50, 46, 51, 45, 51, 19, 20, 21, 19, 23, 19};
      IntStream.range(0, shares.length).forEach(i -> see(bench, i, shares[i]));

      // then
      assertThat(told(bench))
          .containsExactly(
              "1.0 door car SHARE_ABOVE 0.51/0.5 since 1.0",
              "6.0 door car SHARE_ABOVE 0.51/0.5 since 6.0",
              "7.0 door car SHARE_BELOW 0.19/0.2 since 7.0",
              "12.0 door car SHARE_BELOW 0.19/0.2 since 12.0");
    }
  }

  @Test
  void shouldLookAtTheCategoriesOfTheZoneAlone() {
    try (FrameBench bench =
        bench(zones("gate", 1, whole("a", "person"), whole("b", "CAR"), whole("c")))) {
      // when
      see(bench, 0, 50);

      // then
      assertThat(told(bench))
          .containsExactly(
              "0.0 b car ENTERED 0.5/0.01 since 0.0", "0.0 c car ENTERED 0.5/0.01 since 0.0");
    }
  }

  @Test
  void shouldEndWithAZoneThatIsRemovedOrDefinedAnew() {
    try (FrameBench bench = bench(zones("gate", 2, whole("a"), whole("b"), whole("c")))) {
      // given
      see(bench, 0, 50);
      told(bench);

      // when
      bench.zones(zones("gate", 3, whole("a"), whole("b").setDefinedIn(3)));
      see(bench, 1, 50);
      bench.zones(zones("gate", 4));
      see(bench, 2, 50);
      see(bench, 3, 50);

      // then
      assertThat(told(bench))
          .containsExactly(
              "1.0 b car LEFT 0.0 ZONE_CHANGED since 0.0",
              "1.0 c car LEFT 0.0 ZONE_CHANGED since 0.0",
              "1.0 b car ENTERED 0.5/0.01 since 1.0",
              "2.0 a car LEFT 0.0 ZONE_CHANGED since 0.0",
              "2.0 b car LEFT 0.0 ZONE_CHANGED since 1.0");
      assertThat(states(bench)).isEmpty();
    }
  }

  @Test
  void shouldEndWithACategoryThatTheVocabularyNoLongerHas() {
    try (FrameBench bench = bench(zones("gate", 1, whole("door")))) {
      // given
      see(bench, 0, 50);
      told(bench);

      // when
      bench.define(vocabulary("default", 2, "person", "tree"));
      see(bench, 1, 0);

      // then
      List<ZoneEvent> events = bench.zoneEvents().readValuesToList();
      assertThat(events.stream().map(ZoneEventsTest::text))
          .containsExactly("1.0 door car LEFT 0.0 VOCABULARY_CHANGED since 0.0");
      assertThat(events.get(0).getVocabularyVersion()).isEqualTo(2);
    }
  }

  @Test
  void shouldGoOnWithACategoryThatHasAnotherPlaceInTheVocabulary() {
    try (FrameBench bench = bench(zones("gate", 1, whole("door")))) {
      // given
      see(bench, 0, 50);
      told(bench);

      // when
      bench.define(vocabulary("default", 2, "person", "car"));
      see(bench, 1, 50); // which are persons now

      // then
      assertThat(told(bench))
          .containsExactly(
              "1.0 door person ENTERED 0.5/0.01 since 1.0",
              "1.0 door car LEFT 0.0/0.005 since 0.0");
    }
  }

  @Test
  void shouldNotJudgeAZoneThatIsSmallerThanAPixel() {
    try (FrameBench bench =
        bench(zones("gate", 1, rectangle("dot", 0, 0, 0.01, 0.01), whole("door")))) {
      // when
      see(bench, 0, 50);

      // then
      assertThat(bench.statistics().readValue().getZones().get(0).getPixels()).isZero();
      assertThat(told(bench)).containsExactly("0.0 door car ENTERED 0.5/0.01 since 0.0");
    }
  }

  @Test
  void shouldGoOnWhereAnotherTaskStopped() {
    CameraZones zones = zones("gate", 1, whole("door").setPresentSeconds(10).setShareAbove(0.4));
    try (FrameBench before = bench(zones);
        FrameBench after = bench(zones)) {
      // given
      see(before, 0, 50);
      see(before, 5, 50);

      // when
      for (KeyValue<String, Object> state : states(before)) {
        store(after).put(state.key, state.value);
      }
      see(after, 10, 50);
      see(after, 11, 0);

      // then
      assertThat(before.driver().producedTopicNames())
          .contains("lexiseg-frames-zone-states-changelog");
      assertThat(told(before))
          .containsExactly(
              "0.0 door car ENTERED 0.5/0.01 since 0.0",
              "0.0 door car SHARE_ABOVE 0.5/0.4 since 0.0");
      assertThat(told(after))
          .containsExactly(
              "10.0 door car PRESENT 0.5/10.0 since 0.0", "11.0 door car LEFT 0.0/0.005 since 0.0");
    }
  }

  @Test
  void shouldTellTheSameOfTheSameFrames() {
    CameraZones zones =
        zones(
            "gate",
            1,
            whole("door", "car")
                .setPresentShare(0.3)
                .setPresentSeconds(3)
                .setShareAbove(0.6)
                .setShareBelow(0.1),
            rectangle("top", 0, 0, 1, 0.3).setPresentShare(0.9));
    try (FrameBench once = bench(zones);
        FrameBench again = bench(zones)) {
      // when
      seeAtRandom(once);
      seeAtRandom(again);

      // then
      List<ZoneEvent> events = once.zoneEvents().readValuesToList();
      assertThat(events).hasSizeGreaterThan(50);
      assertThat(again.zoneEvents().readValuesToList()).isEqualTo(events);
    }
  }

  /** Each frame has other cars, and some are seen late. */
  private static void seeAtRandom(FrameBench bench) {
    Random random = new Random(17);
    for (int i = 0; i < 200; i++) {
      see(bench, i + random.nextInt(5) / 2.0, random.nextInt(101));
    }
  }

  @Test
  void shouldKeepTheZonesItKnowsWhenARecordIsBroken() {
    try (FrameBench bench = bench(zones("gate", 1, whole("door")))) {
      // when
      bench.zones(zones("gate", 2, whole("lane").setPolygon(List.of())));
      bench.zones(zones("gate", 3, whole("lane"), whole("lane")));
      see(bench, 0, 50);

      // then
      assertThat(bench.statistics().readValue().getZonesVersion()).isEqualTo(1);
    }
  }

  private static KeyValueStore<String, Object> store(FrameBench bench) {
    return bench.driver().getKeyValueStore("zone-states");
  }

  private static List<KeyValue<String, Object>> states(FrameBench bench) {
    List<KeyValue<String, Object>> states = new ArrayList<>();
    try (KeyValueIterator<String, Object> all = store(bench).all()) {
      all.forEachRemaining(states::add);
    }
    return states;
  }
}
