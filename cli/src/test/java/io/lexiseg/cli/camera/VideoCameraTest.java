package io.lexiseg.cli.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoCameraTest {
  private static final int FRAMES = 5;
  // Neither side is a multiple of 32, so FFmpeg pads the rows of its pictures.
  private static final int HEIGHT = 50;
  private static final int WIDTH = 70;

  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();

  @Test
  void shouldCaptureEveryFrameOfAVideoInItsSize() throws Exception {
    // given
    Path video = givenVideo();

    // when
    List<CapturedImage> images = new ArrayList<>();
    try (Camera camera = Cameras.open("gate", video.toString(), messages::add, messages::add)) {
      for (Optional<CapturedImage> next = camera.next(); next.isPresent(); next = camera.next()) {
        images.add(next.get());
      }
    }

    // then
    assertThat(images).extracting(CapturedImage::name).hasSize(FRAMES).startsWith("gate-000000");
    RgbImage first = new ImageDecoder(DecodeLimits.STANDARD).decode(images.get(0).encoded());
    assertThat(List.of(first.height(), first.width())).containsExactly(HEIGHT, WIDTH);
    // Left half red, right half blue: rows are where they belong.
    assertThat(pixel(first, HEIGHT - 4, 4)).isEqualTo("red");
    assertThat(pixel(first, HEIGHT - 4, WIDTH - 4)).isEqualTo("blue");
  }

  @Test
  void shouldSayThatAFileIsNoVideo() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("notes.mp4"), "no video");

    // when / then
    assertThatThrownBy(() -> Cameras.open("c", file.toString(), messages::add, messages::add))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining(
            "notes.mp4: expected a video, FFmpeg cannot open it: Invalid data found")
        .message()
        .doesNotContain("FFmpegLogCallback");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b.avi", "http:x.avi", "20%d #1 ?&'.avi", " \u00fc\u4e2d|x.avi"})
  void shouldOpenAFileOfAnyName(String name) throws Exception {
    // given
    Path video = Files.move(givenVideo(), folder.resolve(name));

    // when
    try (Camera camera = Cameras.open("gate", video.toString(), messages::add, messages::add)) {
      // then
      assertThat(camera.next()).isPresent();
      assertThat(camera.live()).isFalse();
    }
  }

  /** Behind a folder FFmpeg takes no name for a protocol; here it would. */
  @ParameterizedTest
  @ValueSource(strings = {"a:b.avi", "http:x.avi", "concat:x.avi", "pipe:x.avi"})
  void shouldOpenAFileOfAnyNameInTheFolderItIsStartedIn(String name) throws Exception {
    // given
    Path video = Files.move(givenVideo(), Path.of(name));

    // when
    try (Camera camera = Cameras.open("gate", name, messages::add, messages::add)) {
      // then
      assertThat(camera.next()).isPresent();
      assertThat(camera.live()).isFalse();
    } finally {
      Files.delete(video);
    }
  }

  @Test
  void shouldShowAVideoUpright() throws Exception {
    // given
    // Made for this purpose: 240x320 pixels stored lying, with a display matrix of 90 degrees.
    Path video = folder.resolve("rotated-phone.mp4");
    try (InputStream in = getClass().getResourceAsStream("/camera/rotated-phone.mp4")) {
      Files.copy(in, video);
    }

    // when
    RgbImage image;
    try (Camera camera = Cameras.open("phone", video.toString(), messages::add, messages::add)) {
      image = new ImageDecoder(DecodeLimits.STANDARD).decode(camera.next().orElseThrow().encoded());
    }

    // then
    assertThat(List.of(image.height(), image.width())).containsExactly(240, 320);
    assertThat(brightness(image, 0, 40)).isGreaterThan(brightness(image, 200, 240) + 40);
  }

  @Test
  void shouldMakePixelsSquare() throws Exception {
    // given
    Path video = givenVideo(2);

    // when
    RgbImage image;
    try (Camera camera = Cameras.open("gate", video.toString(), messages::add, messages::add)) {
      image = new ImageDecoder(DecodeLimits.STANDARD).decode(camera.next().orElseThrow().encoded());
    }

    // then
    assertThat(List.of(image.height(), image.width())).containsExactly(HEIGHT, 2 * WIDTH);
  }

  private static double brightness(RgbImage image, int fromRow, int toRow) {
    double sum = 0;
    for (int at = fromRow * image.width() * 3; at < toRow * image.width() * 3; at++) {
      sum += Byte.toUnsignedInt(image.pixels()[at]);
    }
    return sum / ((toRow - fromRow) * image.width() * 3);
  }

  private static String pixel(RgbImage image, int y, int x) {
    int at = (y * image.width() + x) * 3;
    int red = Byte.toUnsignedInt(image.pixels()[at]);
    int blue = Byte.toUnsignedInt(image.pixels()[at + 2]);
    return red > blue + 100 ? "red" : blue > red + 100 ? "blue" : "neither";
  }

  private Path givenVideo() throws FrameRecorder.Exception {
    return givenVideo(1);
  }

  private Path givenVideo(double pixelAspect) throws FrameRecorder.Exception {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    Path file = folder.resolve("video.avi");
    try (FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(file.toString(), WIDTH, HEIGHT, 0)) {
      recorder.setFormat("avi");
      recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
      recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
      recorder.setFrameRate(10);
      recorder.setAspectRatio(pixelAspect);
      recorder.start();
      try (Frame frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3)) {
        paint(frame);
        for (int i = 0; i < FRAMES; i++) {
          recorder.record(frame, avutil.AV_PIX_FMT_RGB24);
        }
      }
    }
    return file;
  }

  private static void paint(Frame frame) {
    ByteBuffer samples = (ByteBuffer) frame.image[0];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int at = y * frame.imageStride + x * 3; // whose memory holds whatever was there before
        samples.put(at, new byte[3]);
        samples.put(at + (x < WIDTH / 2 ? 0 : 2), (byte) 255);
      }
    }
  }
}
