package io.lexiseg.cli.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.failure.FailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CamerasTest {
  @TempDir Path folder;

  @Test
  void shouldOpenAFolderOfPictures() throws Exception {
    // given
    Files.write(folder.resolve("a.jpg"), new byte[] {1});

    // when
    Camera camera = Cameras.open("c", folder.toString(), text -> {}, text -> {});

    // then
    assertThat(camera).isInstanceOf(FolderCamera.class);
    assertThat(camera.id()).isEqualTo("c");
  }

  @Test
  void shouldSayWhatAnInputMayBe() {
    assertThatThrownBy(() -> Cameras.open("c", "no-such-place", text -> {}, text -> {}))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("no-such-place: expected a picture, a folder of pictures, a video");
  }

  @ParameterizedTest
  @ValueSource(strings = {"device:front", "device:", "device:-1"})
  void shouldSayHowAWebcamIsNamed(String input) {
    assertThatThrownBy(() -> Cameras.open("c", input, text -> {}, text -> {}))
        .isInstanceOf(FailedException.class)
        .hasMessageStartingWith(input + ": expected a picture,")
        .hasMessageContaining("device:N");
  }

  @Test
  void shouldSayThatThereIsNoSuchWebcam() {
    assertThatThrownBy(() -> Cameras.open("c", "device:99", text -> {}, text -> {}))
        .isInstanceOf(FailedException.class)
        .hasMessage("device:99: expected a webcam at /dev/video99, there is none");
  }

  @ParameterizedTest
  @CsvSource({
    "/data/street/, street",
    "video.avi, video",
    "rtsp://host:554/live/gate 1.sdp?x=1, gate-1",
    "device:0, device-0",
    "..., camera",
    "rtsp://admin:hunter2@10.0.0.5, 10-0-0",
    "rtsp://admin:hun#ter2@10.0.0.5/gate, gate",
    "rtsp://admin:hun?ter2@10.0.0.5/, 10-0-0",
    "http://cam/live.cgi?user=admin&pwd=hunter2, live",
  })
  void shouldNameACameraAfterItsInput(String input, String id) {
    assertThat(Cameras.idFor(input)).isEqualTo(id);
  }
}
