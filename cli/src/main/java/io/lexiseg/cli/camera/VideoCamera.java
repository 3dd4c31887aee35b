package io.lexiseg.cli.camera;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.image.JpegEncoder;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A video file, a network stream or a webcam; pictures become JPEG. */
public final class VideoCamera implements Camera {
  /** Longest wait for a source to open, and for each of its pictures, unless it is a file. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PATIENCE_WITH_FILES = Duration.ofDays(365);
  private static final int JPEG_QUALITY = 90;

  private final String id;
  private final VideoStream stream;
  private final Playback playback = new Playback(System::nanoTime);
  private long frames;

  private VideoCamera(String id, VideoStream stream) {
    this.id = id;
    this.stream = stream;
  }

  /**
   * Opens a video.
   *
   * @param source path, URL (rtsp, http, ...), or {@code device:N} for webcam N
   * @throws FailedException if FFmpeg cannot open it or finds no picture stream in it
   */
  public static VideoCamera open(String id, String source) {
    return open(id, source, PATIENCE);
  }

  /** As the other, with another patience. */
  public static VideoCamera open(String id, String source, Duration patience) {
    VideoAddress address = VideoAddress.of(source);
    return new VideoCamera(
        id, VideoStream.open(address, address.isFile() ? PATIENCE_WITH_FILES : patience));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean live() {
    return stream.isLive();
  }

  @Override
  public Optional<CapturedImage> next() {
    if (!skip()) {
      return Optional.empty();
    }
    byte[] jpeg = JpegEncoder.encode(stream.image(), JPEG_QUALITY);
    return Optional.of(
        new CapturedImage(String.format(Locale.ROOT, "%s-%06d", id, frames++), jpeg));
  }

  /** Live pictures that are fetched in bulk come in their own time. */
  @Override
  public boolean skip() {
    boolean decoded = stream.next();
    if (decoded && stream.isFetched() && live()) {
      playback.await(stream.micros());
    }
    return decoded;
  }

  @Override
  public void close() {
    stream.close();
  }
}
