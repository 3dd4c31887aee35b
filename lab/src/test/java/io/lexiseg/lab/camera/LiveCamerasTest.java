package io.lexiseg.lab.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.camera.ReconnectingCamera;
import io.lexiseg.cli.camera.VideoCamera;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.lab.camera.Conduct.Mood;
import io.lexiseg.lab.system.TcpProxy;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cameras read from real servers on the loopback address. */
@Timeout(120)
class LiveCamerasTest {
  private static final TestCard SMALL = new TestCard(240, 320);
  private static final TestCard LARGE = new TestCard(360, 640);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final int SOON = 200;

  private final List<String> messages = new ArrayList<>();
  private final Conduct conduct =
      new Conduct(SMALL, Optional.of(new Login("gate", "pa@ss/hunter2")));

  @ParameterizedTest
  @EnumSource
  void shouldCaptureLivePicturesAsTheyAre(Protocol protocol) throws Exception {
    // given
    try (CameraServer server = protocol.start(conduct);
        // when
        Camera camera = VideoCamera.open("gate", url(server))) {
      // then
      assertThat(camera.live()).isTrue();
      for (int i = 0; i < 10; i++) {
        assertThat(SMALL.isShownBy(picture(camera))).as("picture %d", i).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSayThatAPasswordIsWrongWithoutTellingIt(Protocol protocol) throws Exception {
    // given
    try (CameraServer server = protocol.start(conduct)) {
      String wrong = server.url("gate:hunter3@" + authority(server.port()));

      // when / then
      assertThatThrownBy(() -> VideoCamera.open("gate", wrong))
          .isInstanceOf(FailedException.class)
          .hasMessageContaining(authority(server.port()))
          .hasMessageContaining("401 Unauthorized")
          .hasNoCause()
          .message()
          .doesNotContain("hunter");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "RTSP_BASIC", mode = EnumSource.Mode.EXCLUDE)
  void shouldComeBackAfterItsServerWasAway(Protocol protocol) throws Exception {
    // given
    try (CameraServer server = protocol.start(conduct);
        TcpProxy proxy = TcpProxy.start(authority(), server.port());
        Camera camera =
            reconnecting(
                server.url("gate:pa%40ss%2Fhunter2@" + authority(proxy.localPort())),
                VideoCamera.PATIENCE,
                () -> mend(proxy))) {
      picture(camera);

      // when
      proxy.cut();
      for (int i = 0; i < SOON && messages.isEmpty(); i++) {
        picture(camera);
      }

      // then
      assertThat(messages)
          .isNotEmpty()
          .allMatch(message -> message.contains("; next attempt in 1 s"))
          .noneMatch(message -> message.contains("hunter"));
      assertThat(SMALL.isShownBy(picture(camera))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "RTSP_BASIC", mode = EnumSource.Mode.EXCLUDE)
  void shouldComeBackFromAServerThatSendsNothing(Protocol protocol) throws Exception {
    whenNoPictureComes(protocol, Mood.STALLED);
  }

  /** A time-out of the connection would not see this. */
  @Test
  void shouldComeBackFromAServerThatSendsNoPicture() throws Exception {
    whenNoPictureComes(Protocol.MJPEG, Mood.TRICKLING);
  }

  private void whenNoPictureComes(Protocol protocol, Mood mood) throws IOException {
    // given
    try (CameraServer server = protocol.start(conduct);
        Camera camera = reconnecting(url(server), SHORT, () -> conduct.be(Mood.SENDING))) {
      picture(camera);

      // when
      conduct.be(mood);
      for (int i = 0; i < SOON && messages.isEmpty(); i++) {
        picture(camera);
      }

      // then
      assertThat(messages)
          .first()
          .asString()
          .contains("no picture within 2 s; next attempt in 1 s");
      assertThat(SMALL.isShownBy(picture(camera))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "RTSP_BASIC", mode = EnumSource.Mode.EXCLUDE)
  void shouldFollowAChangeOfResolution(Protocol protocol) throws Exception {
    // given
    try (CameraServer server = protocol.start(conduct);
        Camera camera = reconnecting(url(server), VideoCamera.PATIENCE, () -> {})) {
      picture(camera);

      // when
      conduct.show(LARGE);
      RgbImage image = picture(camera);
      for (int i = 0; i < SOON && SMALL.isShownBy(image); i++) {
        image = picture(camera);
      }

      // then
      for (int i = 0; i < 5; i++) {
        assertThat(LARGE.isShownBy(image)).as("picture %d", i).isTrue();
        image = picture(camera);
      }
      assertThat(messages).isEmpty();
    }
  }

  /** Pauses are none: whoever would wait makes the trouble go away instead. */
  private Camera reconnecting(String url, Duration patience, Runnable meanwhile) {
    return new ReconnectingCamera(
        () -> VideoCamera.open("gate", url, patience),
        pause -> {
          if (!pause.isZero()) {
            meanwhile.run();
          }
          return true;
        },
        messages::add);
  }

  private static void mend(TcpProxy proxy) {
    try {
      proxy.mend();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RgbImage picture(Camera camera) {
    CapturedImage captured = camera.next().orElseThrow();
    return new ImageDecoder(DecodeLimits.STANDARD).decode(captured.encoded());
  }

  private static String url(CameraServer server) {
    return server.url("gate:pa%40ss%2Fhunter2@" + authority(server.port()));
  }

  private static String authority() {
    return InetAddress.getLoopbackAddress().getHostAddress();
  }

  private static String authority(int port) {
    return authority() + ":" + port;
  }
}
