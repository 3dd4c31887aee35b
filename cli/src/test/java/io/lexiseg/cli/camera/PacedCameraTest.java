package io.lexiseg.cli.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacedCameraTest {
  private static final Duration INTERVAL = Duration.ofMillis(40);

  private long now;

  @Test
  void shouldPassOverPicturesOfALiveCameraInsteadOfTakingOldOnes() {
    // given
    Pace pace = new Pace(Duration.ofMillis(200).toNanos(), () -> now);
    List<String> names = new ArrayList<>();

    // when
    try (Camera camera = new PacedCamera(new LiveCamera(22), pace)) {
      for (Optional<CapturedImage> next = camera.next(); next.isPresent(); next = camera.next()) {
        names.add(next.get().name());
      }
    }

    // then
    // The first is due at once, the second may come half an interval early.
    assertThat(names).containsExactly("1", "4", "9", "14", "19");
  }

  /** Its pictures come evenly, whether anybody takes them or not. */
  private final class LiveCamera implements Camera {
    private final int count;
    private int last;

    LiveCamera(int count) {
      this.count = count;
    }

    @Override
    public String id() {
      return "gate";
    }

    @Override
    public boolean live() {
      return true;
    }

    @Override
    public Optional<CapturedImage> next() {
      return skip()
          ? Optional.of(new CapturedImage(String.valueOf(last), new byte[] {1}))
          : Optional.empty();
    }

    @Override
    public boolean skip() {
      now += INTERVAL.toNanos();
      return ++last <= count;
    }

    @Override
    public void close() {}
  }
}
