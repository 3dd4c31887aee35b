package io.lexiseg.processor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One stream thread, one partition, a clock of its own: frames wait in line for their time. */
class CameraSharesTest {
  private static final long FRAME = Duration.ofMillis(50).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicLong now = new AtomicLong(77);
  private final List<Arrival> line = new ArrayList<>();
  private final Map<String, List<Long>> delays = new HashMap<>();
  private final Map<String, Integer> drops = new HashMap<>();

  /** Of a frame, nanoseconds; {@link #FRAME} for others. */
  private final Map<String, Long> costs = new HashMap<>();

  private long begin;
  private int taken;

  private record Arrival(String camera, long time) {}

  @Test
  void shouldKeepNeighboursOfAFloodInTime() {
    // given
    camera("flood", 200, 60);
    camera("one", 1, 60);
    camera("two", 2, 60);
    // when
    run(new CameraShares(OptionalDouble.empty(), now::get));
    // then
    assertThat(drops.get("flood")).isGreaterThan(11_000);
    assertThat(drops).doesNotContainKeys("one", "two");
    assertThat(delays("flood").size())
        .as("2 frames/s as camera two, and those before it was known")
        .isBetween(120, 200);
    assertThat(late("one", 20)).isLessThan(Duration.ofMillis(200));
    assertThat(late("two", 40)).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void shouldKnowAFloodBeforeItsNeighboursAreThreeSecondsLate() {
    // given
    camera("flood", 200, 20);
    camera("one", 4, 20);
    camera("two", 4, 20);
    // when
    run(new CameraShares(OptionalDouble.empty(), now::get));
    // then
    assertThat(late("one", 0)).isLessThan(Duration.ofSeconds(3));
    assertThat(late("two", 0)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void shouldTakeNoFrameOfAFloodBeforeOneOfANeighbourThatWaits() {
    // given
    camera("flood", 200, 60);
    camera("one", 4, 60);
    // when
    run(new CameraShares(OptionalDouble.empty(), now::get));
    // then
    assertThat(late("one", 40)).as("the frame in work, and its own").isLessThan(twoFrames());
    assertThat(delays("flood").size())
        .as("hardly more than the 4 frames/s of its neighbour, and those before it was known")
        .isBetween(240, 370);
  }

  private static Duration twoFrames() {
    return Duration.ofNanos(2 * FRAME + 1);
  }

  @Test
  void shouldLeaveAloneACameraThatIsAlone() {
    // given
    camera("folder", 200, 10);
    // when
    run(new CameraShares(OptionalDouble.empty(), now::get));
    // then
    assertThat(drops).isEmpty();
    assertThat(delays("folder")).hasSize(2000);
  }

  @Test
  void shouldDropNothingWhileFramesAreInTime() {
    // given
    camera("busy", 15, 60);
    camera("quiet", 1, 60);
    // when
    run(new CameraShares(OptionalDouble.empty(), now::get));
    // then
    assertThat(drops).isEmpty();
  }

  @Test
  void shouldDropNothingOfCamerasThatAllSendTooMuch() {
    // given
    camera("folder-1", 100, 10);
    camera("folder-2", 100, 10);
    camera("folder-3", 100, 10);
    // when
    run(new CameraShares(OptionalDouble.empty(), now::get));
    // then
    assertThat(drops).isEmpty();
  }

  @Test
  void shouldDropNothingForOneSlowFrame() {
    // given
    CameraShares shares = new CameraShares(OptionalDouble.empty(), now::get);
    shares.admits(0, "other", Duration.ofMinutes(1), (partition, camera) -> true);
    shares.admits(0, "first", Duration.ofMinutes(1), (partition, camera) -> true);
    // when
    now.addAndGet(3 * SECOND);
    shares.used("first", Duration.ofSeconds(3));
    // then
    assertThat(shares.admits(0, "first", Duration.ofMinutes(1), (partition, camera) -> true))
        .isTrue();
  }

  @Test
  void shouldDropNothingBesideCamerasThatHaveNothingWaiting() {
    // given
    camera("folder", 200, 2);
    camera("done", 1, 1);
    // when
    run(new CameraShares(OptionalDouble.empty(), now::get));
    // then
    assertThat(drops).isEmpty();
  }

  @Test
  void shouldFreeACameraThatSendsNoMoreThanItsPart() {
    // given
    camera("flood", 200, 20);
    camera("one", 1, 100);
    for (int n = 0; n < 60; n++) {
      line.add(new Arrival("flood", (40 + n) * SECOND));
    }
    // when
    run(new CameraShares(OptionalDouble.empty(), now::get));
    // then
    List<Long> all = delays("flood");
    assertThat(all.subList(all.size() - 60, all.size()))
        .as("frames of the time after the flood")
        .allSatisfy(delay -> assertThat(delay).isLessThan(4 * FRAME));
  }

  @Test
  void shouldLeaveAFloodATenthBesideCamerasThatHardlySend() {
    // given
    camera("flood", 200, 60);
    for (int n = 0; n < 30; n++) {
      line.add(new Arrival("one", 2L * n * SECOND));
    }
    // when
    run(new CameraShares(OptionalDouble.empty(), now::get));
    // then
    assertThat(delays("flood").size())
        .as("2 of 20 frames/s, and those before it was known")
        .isBetween(120, 200);
  }

  /** Where much moves, a frame costs more than where all stands still. */
  @Test
  void shouldLeaveWhatOthersDoNotUseToACameraThatSendsAsManyFrames() {
    // given
    camera("busy", 10, 60);
    camera("still-1", 10, 60);
    camera("still-2", 10, 60);
    costs.put("busy", 4 * FRAME);
    costs.put("still-1", FRAME / 10);
    costs.put("still-2", FRAME / 10);
    // when
    run(new CameraShares(OptionalDouble.empty(), now::get));
    // then
    assertThat(drops).containsOnlyKeys("busy");
    assertThat(delays("busy").size()).as("of 5 frames/s less a tenth").isBetween(240, 275);
    Duration halfASecondAndAFrameOfEach = Duration.ofNanos(SECOND / 2 + 5 * FRAME);
    assertThat(late("still-1", 60)).isLessThan(halfASecondAndAFrameOfEach);
    assertThat(late("still-2", 60)).isLessThan(halfASecondAndAFrameOfEach);
  }

  @Test
  void shouldFreeACameraThatSendsAsMuchAsTheOther() {
    // given
    camera("flood", 200, 20);
    camera("one", 4, 100);
    for (int n = 0; n < 200; n++) {
      line.add(new Arrival("flood", 50 * SECOND + n * SECOND / 4 + SECOND / 8));
    }
    // when
    run(new CameraShares(OptionalDouble.empty(), now::get));
    // then
    int limited = delays("flood").size() - 200;
    assertThat(limited).as("frames in the time of the flood").isPositive();
    assertThat(drops.getOrDefault("flood", 0) + limited).as("all are of that time").isEqualTo(4000);
  }

  @Test
  void shouldKeepToAGivenPart() {
    // given
    camera("flood", 200, 60);
    camera("one", 1, 60);
    // when
    run(new CameraShares(OptionalDouble.of(0.1), now::get));
    // then
    assertThat(delays("flood").size()).as("a tenth of 20 frames/s").isBetween(110, 240);
  }

  @Test
  void shouldHaveNoLimitWhereNoneIsWished() {
    // given
    camera("flood", 200, 10);
    camera("one", 1, 10);
    // when
    run(CameraShares.unlimited());
    // then
    assertThat(drops).isEmpty();
  }

  private void camera(String name, int framesPerSecond, int seconds) {
    for (int n = 0; n < framesPerSecond * seconds; n++) {
      line.add(new Arrival(name, n * SECOND / framesPerSecond));
    }
  }

  private void run(CameraShares shares) {
    begin = now.get();
    line.sort(Comparator.comparingLong(Arrival::time));
    for (Arrival arrival : line) {
      taken++;
      long arrived = begin + arrival.time();
      now.accumulateAndGet(arrived, Math::max);
      Duration late = Duration.ofNanos(now.get() - arrived);
      if (shares.admits(0, arrival.camera(), late, this::waits)) {
        long cost = costs.getOrDefault(arrival.camera(), FRAME);
        now.addAndGet(cost);
        shares.used(arrival.camera(), Duration.ofNanos(cost));
        delays.computeIfAbsent(arrival.camera(), id -> new ArrayList<>()).add(now.get() - arrived);
      } else {
        drops.merge(arrival.camera(), 1, Integer::sum);
      }
    }
  }

  /** Whether a frame of the camera has come and was not taken yet. */
  private boolean waits(int partition, String camera) {
    return line.subList(taken, line.size()).stream()
        .takeWhile(arrival -> begin + arrival.time() <= now.get())
        .anyMatch(arrival -> arrival.camera().equals(camera));
  }

  private List<Long> delays(String camera) {
    return delays.getOrDefault(camera, List.of());
  }

  /** The largest delay but of the first frames, in which the flood is not known yet. */
  private Duration late(String camera, int first) {
    List<Long> all = delays(camera);
    return Duration.ofNanos(
        all.subList(first, all.size()).stream().mapToLong(d -> d).max().orElseThrow());
  }
}
