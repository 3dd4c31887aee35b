package io.lexiseg.quickstart.doctor;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.opencv.global.opencv_core;

/** Looks at everything a command might need. */
public final class Doctor {
  private final Path cache;
  private final int viewerPort;

  /**
   * Prepares an examination.
   *
   * @param cache folder that model packs are kept in
   * @param viewerPort port the viewer would listen on
   */
  public Doctor(Path cache, int viewerPort) {
    this.cache = cache;
    this.viewerPort = viewerPort;
  }

  /** Looks; takes a few seconds, changes nothing. */
  public List<Finding> examine() {
    return List.of(
        Machine.java(),
        Tools.check("mvn", "build after a change", "install Apache Maven 3.8 or newer"),
        Tools.check("npm", "fetch the lite pack", "install Node.js with npm"),
        Machine.memory(),
        Machine.disk(cache),
        Machine.nativeLibrary("opencv", opencv_core.class, "decode pictures"),
        Machine.nativeLibrary("ffmpeg", avformat.class, "read videos"),
        Machine.cuda(),
        Machine.port(viewerPort, "viewer"));
  }
}
