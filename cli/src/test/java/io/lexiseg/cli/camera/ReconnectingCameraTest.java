package io.lexiseg.cli.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.failure.FailedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconnectingCameraTest {
  private final Deque<FakeCamera> sources = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private int patience = Integer.MAX_VALUE;

  @Test
  void shouldOpenALiveSourceAgainThatFailsOrEnds() {
    // given
    sources.add(new FakeCamera(true, "a", "!"));
    sources.add(new FakeCamera(true, "!"));
    sources.add(new FakeCamera(true, "b"));
    sources.add(new FakeCamera(true, "c"));

    // when
    List<String> names = whenTaken(3);

    // then
    assertThat(names).containsExactly("a", "b", "c");
    assertThat(pauses).containsExactly(seconds(1), seconds(2), seconds(1));
    assertThat(messages)
        .containsExactly(
            "gate: torn; next attempt in 1 s",
            "gate: torn; next attempt in 2 s",
            "gate: the live source ended; next attempt in 1 s");
  }

  @Test
  void shouldOpenALiveSourceAgainWhenPicturesArePassedOver() {
    // given
    sources.add(new FakeCamera(true, "a", "!"));
    sources.add(new FakeCamera(true, "b", "c"));

    // when
    Optional<CapturedImage> image;
    try (Camera camera =
        new ReconnectingCamera(sources::removeFirst, this::waited, messages::add)) {
      assertThat(camera.skip()).isTrue();
      assertThat(camera.skip()).isTrue();
      image = camera.next();
    }

    // then
    assertThat(image.orElseThrow().name()).isEqualTo("c");
    assertThat(messages).containsExactly("gate: torn; next attempt in 1 s");
  }

  @Test
  void shouldWaitAtMostHalfAMinuteBetweenAttempts() {
    // given
    for (int i = 0; i < 8; i++) {
      sources.add(new FakeCamera(true, "!"));
    }
    sources.add(new FakeCamera(true, "a"));

    // when
    whenTaken(1);

    // then
    assertThat(pauses)
        .containsExactly(
            seconds(1),
            seconds(2),
            seconds(4),
            seconds(8),
            seconds(16),
            seconds(30),
            seconds(30),
            seconds(30));
  }

  @Test
  void shouldEndWhenThatIsWishedWhileTheSourceIsAway() {
    // given
    sources.add(new FakeCamera(true));
    patience = 3;

    // when
    List<String> names = whenTaken(1);

    // then
    assertThat(names).isEmpty();
  }

  @Test
  void shouldEndWithASourceThatIsNotLive() {
    // given
    sources.add(new FakeCamera(false, "a"));

    // when
    List<String> names = whenTaken(2);

    // then
    assertThat(names).containsExactly("a");
    assertThat(messages).isEmpty();
  }

  @Test
  void shouldFailWhenTheSourceIsNotThereAtFirst() {
    assertThatThrownBy(
            () ->
                new ReconnectingCamera(
                    () -> {
                      throw new FailedException("no such camera");
                    },
                    this::waited,
                    messages::add))
        .isInstanceOf(FailedException.class);
  }

  private List<String> whenTaken(int most) {
    List<String> names = new ArrayList<>();
    FakeCamera last = sources.getLast();
    try (Camera camera =
        new ReconnectingCamera(
            () -> sources.size() > 1 ? sources.removeFirst() : last, this::waited, messages::add)) {
      Optional<CapturedImage> image = Optional.empty();
      do {
        image = camera.next();
        image.map(CapturedImage::name).ifPresent(names::add);
      } while (image.isPresent() && names.size() < most);
    }
    return names;
  }

  private boolean waited(Duration time) {
    if (!time.isZero()) {
      pauses.add(time);
    }
    return patience-- > 0;
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  /** Gives pictures of these names, fails at "!", then ends. */
  private static final class FakeCamera implements Camera {
    private final boolean live;
    private final Deque<String> names;

    FakeCamera(boolean live, String... names) {
      this.live = live;
      this.names = new ArrayDeque<>(List.of(names));
    }

    @Override
    public String id() {
      return "gate";
    }

    @Override
    public boolean live() {
      return live;
    }

    @Override
    public Optional<CapturedImage> next() {
      String name = names.isEmpty() ? "" : names.removeFirst();
      if (name.equals("!")) {
        throw new FailedException("gate: torn");
      }
      return name.isEmpty()
          ? Optional.empty()
          : Optional.of(new CapturedImage(name, new byte[] {1}));
    }

    @Override
    public void close() {}
  }
}
