package io.lexiseg.cli.doctor;

import io.lexiseg.vision.pack.PackStore;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.opencv.global.opencv_core;

/** Looks at everything a command might need. */
public final class Doctor {
  private static final String PACK = "lite";

  private final PackStore store;
  private final String index;
  private final int viewerPort;

  /**
   * Prepares an examination.
   *
   * @param store where model packs are kept
   * @param index location of the prototype index
   * @param viewerPort port the viewer would listen on
   */
  public Doctor(PackStore store, String index, int viewerPort) {
    this.store = store;
    this.index = index;
    this.viewerPort = viewerPort;
  }

  /** Looks; takes a few seconds, changes nothing. */
  public List<Finding> examine() {
    List<Finding> findings = new ArrayList<>(machine());
    findings.addAll(Gpu.ofThisMachine().examine(store));
    findings.add(Models.onnxRuntime());
    findings.add(Models.pack(store, PACK));
    findings.add(Models.index(index));
    findings.add(Machine.port(viewerPort, "viewer"));
    return findings;
  }

  private List<Finding> machine() {
    return List.of(
        Machine.java(),
        Tools.check("mvn", "build after a change", "install Apache Maven 3.8 or newer"),
        Tools.check("npm", "fetch the lite pack", "install Node.js with npm"),
        Machine.memory(),
        Machine.disk(store.root()),
        Machine.nativeLibrary("opencv", opencv_core.class, "decode pictures"),
        Machine.nativeLibrary("ffmpeg", avformat.class, "read videos"),
        Machine.cuda());
  }
}
