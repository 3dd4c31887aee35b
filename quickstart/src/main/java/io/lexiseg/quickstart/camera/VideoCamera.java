package io.lexiseg.quickstart.camera;

import io.lexiseg.quickstart.FailedException;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/** A video file, a network stream or a webcam through FFmpeg; pictures become JPEG. */
public final class VideoCamera implements Camera {
  private static final int JPEG_QUALITY = 90;
  private static final Pattern LIVE =
      Pattern.compile("(rtsps?|rtmps?|srt|udp|rtp)://.*|device:.*", Pattern.CASE_INSENSITIVE);

  private static final String PATIENCE_MICROS = "10000000";
  private static final Pattern ERROR_CODE = Pattern.compile("error (-\\d{1,10}):");

  private final String id;
  private final String source;
  private final FFmpegFrameGrabber grabber;
  private long frames;

  private VideoCamera(String id, String source, FFmpegFrameGrabber grabber) {
    this.id = id;
    this.source = source;
    this.grabber = grabber;
  }

  /**
   * Opens a video.
   *
   * @param source path, URL (rtsp, http, ...), or {@code device:N} for webcam N
   * @throws FailedException if FFmpeg cannot open it or finds no picture stream in it
   */
  public static VideoCamera open(String id, String source) {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    FFmpegFrameGrabber grabber = grabber(source);
    VideoCamera camera = new VideoCamera(id, source, grabber);
    try {
      grabber.start();
    } catch (FrameGrabber.Exception e) {
      camera.close();
      throw new FailedException(
          "%s: expected a video, FFmpeg cannot open it: %s".formatted(source, reason(e)), e);
    }
    if (!grabber.hasVideo()) {
      camera.close();
      throw new FailedException("%s: expected a video stream, found none".formatted(source));
    }
    return camera;
  }

  /** FFmpeg's word without the advice to programmers that JavaCV puts behind it. */
  private static String reason(FrameGrabber.Exception failure) {
    Matcher code = ERROR_CODE.matcher(String.valueOf(failure.getMessage()));
    if (!code.find()) {
      return String.valueOf(failure.getMessage());
    }
    byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
    avutil.av_strerror(Integer.parseInt(code.group(1)), text, text.length);
    return new String(text, StandardCharsets.UTF_8).replaceAll("\\x00.*", "");
  }

  private static FFmpegFrameGrabber grabber(String source) {
    FFmpegFrameGrabber grabber;
    if (source.startsWith("device:")) {
      grabber = new FFmpegFrameGrabber("/dev/video" + source.substring("device:".length()));
      grabber.setFormat("v4l2");
    } else {
      grabber = new FFmpegFrameGrabber(source);
      if (source.toLowerCase(Locale.ROOT).startsWith("rtsp:")) {
        grabber.setOption("rtsp_transport", "tcp");
        grabber.setOption("timeout", PATIENCE_MICROS);
      } else if (source.contains("://")) {
        grabber.setOption("rw_timeout", PATIENCE_MICROS);
      }
    }
    grabber.setPixelFormat(avutil.AV_PIX_FMT_RGB24);
    return grabber;
  }

  /** Frames a second the source says it has; 0 when it does not say. */
  public double framesPerSecond() {
    double rate = grabber.getVideoFrameRate();
    return Double.isFinite(rate) && rate > 0 ? rate : 0;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean live() {
    return LIVE.matcher(source).matches();
  }

  @Override
  public Optional<CapturedImage> next() {
    try {
      Frame frame = grabber.grabImage();
      if (frame == null) {
        return Optional.empty();
      }
      byte[] jpeg = JpegEncoder.encode(copy(frame), JPEG_QUALITY);
      String name = String.format(Locale.ROOT, "%s-%06d", id, frames++);
      return Optional.of(new CapturedImage(name, jpeg));
    } catch (FrameGrabber.Exception e) {
      throw new FailedException("%s: reading stopped after %d frames".formatted(source, frames), e);
    }
  }

  /** The grabber reuses its buffer, whose rows may be padded. */
  private static RgbImage copy(Frame frame) {
    ByteBuffer samples = (ByteBuffer) frame.image[0];
    int row = frame.imageWidth * 3;
    byte[] pixels = new byte[frame.imageHeight * row];
    for (int y = 0; y < frame.imageHeight; y++) {
      samples.get(y * frame.imageStride, pixels, y * row, row);
    }
    return RgbImage.of(frame.imageHeight, frame.imageWidth, pixels);
  }

  @Override
  public void close() {
    try {
      grabber.close();
    } catch (FrameGrabber.Exception e) {
      throw new FailedException("%s: cannot be closed".formatted(source), e);
    }
  }
}
