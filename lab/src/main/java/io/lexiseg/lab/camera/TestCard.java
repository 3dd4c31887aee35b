package io.lexiseg.lab.camera;

import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;

/**
 * A picture whose distortion shows: its quarters are red, green, blue and white.
 *
 * <p><b>Threads:</b> safe.
 */
final class TestCard {
  private static final int QUALITY = 95;
  private static final int BRIGHT = 235;
  private static final int DARK = 20;
  private static final int TOLERANCE = 60;

  private final RgbImage image;

  /** Draws one; sides are even. */
  TestCard(int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) sample(height, width, i / 3, i % 3);
    }
    this.image = RgbImage.of(height, width, pixels);
  }

  int height() {
    return image.height();
  }

  int width() {
    return image.width();
  }

  private static int sample(int height, int width, int pixel, int channel) {
    int quarter = (pixel / width < height / 2 ? 0 : 2) + (pixel % width < width / 2 ? 0 : 1);
    return quarter == 3 || quarter == channel ? BRIGHT : DARK;
  }

  /** Whether an image is this one, but for what compression does to it. */
  boolean isShownBy(RgbImage shown) {
    if (shown.height() != height() || shown.width() != width()) {
      return false;
    }
    long wrong = 0;
    for (int i = 0; i < shown.pixels().length; i++) {
      int off = Math.abs((shown.pixels()[i] & 0xff) - (image.pixels()[i] & 0xff));
      wrong += off > TOLERANCE ? 1 : 0;
    }
    return wrong * 20 < shown.pixels().length; // colours run at the edges of the quarters
  }

  byte[] jpeg() {
    return JpegEncoder.encode(image, QUALITY);
  }

  /** One picture that needs no other, as a stream of H.264 units with start codes. */
  byte[] h264() {
    return encoded("h264", 1, Duration.ZERO, Duration.ofMillis(40));
  }

  /**
   * A segment of an MPEG transport stream in H.264.
   *
   * @param first time stamp of its first picture
   */
  byte[] segment(int pictures, Duration first, Duration interval) {
    return encoded("mpegts", pictures, first, interval);
  }

  private byte[] encoded(String format, int pictures, Duration first, Duration interval) {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(out, width(), height(), 0);
        Frame frame = new Frame(width(), height(), Frame.DEPTH_UBYTE, 3)) {
      recorder.setFormat(format);
      recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
      recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
      recorder.setFrameRate(1e9 / interval.toNanos());
      recorder.setVideoBitrate(2_000_000);
      recorder.setOption("muxdelay", "0");
      recorder.start();
      fill(frame);
      for (int i = 0; i < pictures; i++) {
        recorder.setTimestamp(first.plus(interval.multipliedBy(i)).toNanos() / 1000);
        recorder.record(frame, avutil.AV_PIX_FMT_RGB24);
      }
    } catch (FrameRecorder.Exception e) {
      throw new IllegalStateException("cannot encode a test card", e);
    }
    return out.toByteArray();
  }

  private void fill(Frame frame) {
    ByteBuffer samples = (ByteBuffer) frame.image[0];
    for (int y = 0; y < height(); y++) {
      samples.put(y * frame.imageStride, image.pixels(), y * width() * 3, width() * 3);
    }
  }
}
