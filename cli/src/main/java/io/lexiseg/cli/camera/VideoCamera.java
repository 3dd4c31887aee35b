package io.lexiseg.cli.camera;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.connection.Redacted;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/** A video file, a network stream or a webcam through FFmpeg; pictures become JPEG. */
public final class VideoCamera implements Camera {
  private static final int JPEG_QUALITY = 90;
  private static final Pattern LIVE =
      Pattern.compile("(rtsps?|rtmps?|srt|udp|rtp)://.*|device:.*", Pattern.CASE_INSENSITIVE);

  private static final String PATIENCE_MICROS = "10000000";
  private static final int MATRIX_BYTES = 9 * Integer.BYTES;
  private static final Pattern ERROR_CODE = Pattern.compile("error (-\\d{1,10}):");

  private final String id;
  private final String source;
  private final FFmpegFrameGrabber grabber;
  private long frames;
  private boolean closed;

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
          "%s: expected a video, FFmpeg cannot open it: %s"
              .formatted(Redacted.address(source), reason(e)));
    }
    if (!grabber.hasVideo()) {
      camera.close();
      throw new FailedException(
          "%s: expected a video stream, found none".formatted(Redacted.address(source)));
    }
    return camera;
  }

  /**
   * FFmpeg's word, without those of JavaCV: they are advice to programmers. Failures are told
   * without their cause for the same reason.
   */
  private static String reason(FrameGrabber.Exception failure) {
    Matcher code = ERROR_CODE.matcher(String.valueOf(failure.getMessage()));
    if (!code.find()) {
      return "it cannot be read as a video";
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
    } else if (!source.contains("://")) {
      // As a path, FFmpeg would take what stands before a colon for a protocol.
      grabber = new FFmpegFrameGrabber("file:" + Path.of(source).toAbsolutePath());
    } else {
      grabber = new FFmpegFrameGrabber(source);
      if (source.toLowerCase(Locale.ROOT).startsWith("rtsp:")) {
        grabber.setOption("rtsp_transport", "tcp");
        grabber.setOption("timeout", PATIENCE_MICROS);
      } else {
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

  /** By its protocol; an address of any other kind is live if FFmpeg finds no end to it. */
  @Override
  public boolean live() {
    return LIVE.matcher(source).matches()
        || (source.contains("://") && grabber.getLengthInTime() <= 0);
  }

  @Override
  public Optional<CapturedImage> next() {
    try {
      Frame frame = grabber.grabImage();
      if (frame == null) {
        return Optional.empty();
      }
      byte[] jpeg = JpegEncoder.encode(geometry().shown(copy(frame)), JPEG_QUALITY);
      String name = String.format(Locale.ROOT, "%s-%06d", id, frames++);
      return Optional.of(new CapturedImage(name, jpeg));
    } catch (FrameGrabber.Exception e) {
      throw new FailedException(
          "%s: reading stopped after %d frames: %s"
              .formatted(Redacted.address(source), frames, reason(e)));
    }
  }

  /** What the stream says once its first picture is decoded. */
  private PictureGeometry geometry() {
    double aspect = grabber.getAspectRatio();
    int[] matrix = displayMatrix();
    return matrix.length == 0
        ? new PictureGeometry(aspect, false, false, false)
        : PictureGeometry.of(aspect, matrix);
  }

  /** The stream's nine numbers; none if it has none. */
  private int[] displayMatrix() {
    AVCodecParameters stream =
        grabber.getFormatContext().streams(grabber.getVideoStream()).codecpar();
    AVPacketSideData found =
        stream.nb_coded_side_data() == 0
            ? null
            : avcodec.av_packet_side_data_get(
                stream.coded_side_data(),
                stream.nb_coded_side_data(),
                avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    if (found == null || found.isNull() || found.size() < MATRIX_BYTES) {
      return new int[0];
    }
    int[] matrix = new int[MATRIX_BYTES / Integer.BYTES];
    new IntPointer(found.data()).get(matrix);
    return matrix;
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
    if (closed) {
      return;
    }
    closed = true;
    try {
      grabber.close();
    } catch (FrameGrabber.Exception e) {
      throw new FailedException(
          "%s: cannot be closed: %s".formatted(Redacted.address(source), reason(e)));
    }
  }
}
