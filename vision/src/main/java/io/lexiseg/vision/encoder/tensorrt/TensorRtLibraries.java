package io.lexiseg.vision.encoder.tensorrt;

import com.sun.jna.NativeLibrary;
import io.lexiseg.vision.pack.PackStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The native libraries of TensorRT 8.6 and what they need, in one folder or where the system's
 * loader finds them.
 */
public final class TensorRtLibraries {
  /** Environment variable that names the folder. */
  public static final String ENVIRONMENT = "LEXISEG_TENSORRT";

  /** The CUDA runtime. */
  static final String RUNTIME = "libcudart.so.12";

  /** TensorRT itself. */
  static final String TENSORRT = "libnvinfer.so.8";

  /** Each after those that it needs. */
  private static final List<String> OTHERS =
      List.of(
          "libcublasLt.so.12",
          "libcublas.so.12",
          "libcudnn.so.8",
          TENSORRT,
          "libnvinfer_plugin.so.8",
          "libnvparsers.so.8",
          "libnvonnxparser.so.8");

  private final Path folder;

  private TensorRtLibraries(Path folder) {
    this.folder = folder;
  }

  /** Those in that folder; where it does not exist, those that the system's loader finds. */
  public static TensorRtLibraries at(Path folder) {
    return new TensorRtLibraries(folder);
  }

  /** Those in {@code $LEXISEG_TENSORRT}, else in {@code tensorrt} beside the packs. */
  public static TensorRtLibraries standard() {
    return at(
        Optional.ofNullable(System.getenv(ENVIRONMENT))
            .filter(named -> !named.isBlank())
            .map(Path::of)
            .orElseGet(() -> PackStore.standard().root().resolve("tensorrt")));
  }

  /** The folder, which need not exist. */
  public Path folder() {
    return folder;
  }

  /** Names of all files that a machine needs to run plans. */
  public static List<String> names() {
    return Stream.concat(Stream.of(RUNTIME), OTHERS.stream()).toList();
  }

  /** Those of {@link #names()} that are not in the folder. */
  public List<String> missing() {
    return names().stream().filter(name -> !Files.isRegularFile(folder.resolve(name))).toList();
  }

  /**
   * Loads all of them into this process: the CUDA runtime where every library sees it, because
   * DJL's own library names nobody who has it.
   *
   * @throws UnsatisfiedLinkError if one cannot be loaded, with the loader's words
   */
  NativeLibrary load() {
    if (!Files.isDirectory(folder)) {
      NativeLibrary.getInstance(RUNTIME); // JNA loads into the global scope, System.load does not
      return NativeLibrary.getInstance(TENSORRT);
    }
    NativeLibrary.getInstance(folder.resolve(RUNTIME).toString());
    for (String name : OTHERS) {
      System.load(folder.resolve(name).toAbsolutePath().toString());
    }
    return NativeLibrary.getInstance(folder.resolve(TENSORRT).toString());
  }
}
