package io.lexiseg.cli.camera;

import io.lexiseg.schemas.connection.Redacted;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What FFmpeg is told to open.
 *
 * @param named as somebody wrote it, with its password
 * @param url what FFmpeg opens
 * @param format FFmpeg's name of its format; empty: FFmpeg finds out
 * @param options FFmpeg's options for it
 */
record VideoAddress(String named, String url, String format, Map<String, String> options) {
  private static final String DEVICE = "device:";
  private static final Pattern LIVE =
      Pattern.compile("(rtsps?|rtmps?|srt|udp|rtp)://.*|device:.*", Pattern.CASE_INSENSITIVE);

  VideoAddress {
    options = Map.copyOf(options);
  }

  /** Reads a path, a URL or {@code device:N}. */
  static VideoAddress of(String named) {
    if (named.startsWith(DEVICE)) {
      return new VideoAddress(
          named, "/dev/video" + named.substring(DEVICE.length()), "v4l2", Map.of());
    }
    if (!named.contains("://")) {
      // As a path, FFmpeg would take what stands before a colon for a protocol.
      return new VideoAddress(named, "file:" + Path.of(named).toAbsolutePath(), "", Map.of());
    }
    Map<String, String> options = new HashMap<>(Map.of("fpsprobesize", "0"));
    if (named.toLowerCase(Locale.ROOT).startsWith("rtsp")) {
      options.put("rtsp_transport", "tcp");
    }
    return new VideoAddress(named, named, "", options);
  }

  /** Whether it names a device of this machine. */
  boolean isDevice() {
    return named.startsWith(DEVICE);
  }

  /** Whether it names a file, which may take its time. */
  boolean isFile() {
    return !isDevice() && !named.contains("://");
  }

  /** Whether its protocol alone says that pictures are lost when nobody takes them. */
  boolean isLive() {
    return LIVE.matcher(named).matches();
  }

  /** For people: without user and password. */
  @Override
  public String toString() {
    return Redacted.address(named);
  }
}
