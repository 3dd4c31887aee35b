package io.lexiseg.cli.tensorrt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A jar with native libraries.
 *
 * @param name of the file as Maven knows it
 * @param folder inside, that holds the libraries
 * @param libraries that are needed, with their sizes in bytes
 */
record Archive(String name, String folder, Map<String, Long> libraries) {
  /** What only building plans needs, not running them. */
  static final String BUILDER = "libnvinfer_builder_resource.so.8.6.1";

  /** TensorRT 8.6.1 and what its libraries name of CUDA. */
  static final List<Archive> ALL =
      List.of(
          new Archive(
              "tensorrt-8.6-1.5.10-linux-x86_64-redist.jar",
              "org/bytedeco/tensorrt/linux-x86_64/",
              Map.of(
                  BUILDER,
                  1_003_289_256L,
                  "libnvinfer.so.8",
                  236_469_056L,
                  "libnvinfer_plugin.so.8",
                  38_236_968L,
                  "libnvonnxparser.so.8",
                  2_826_576L,
                  "libnvparsers.so.8",
                  3_428_816L)),
          new Archive(
              "cuda-12.3-8.9-1.5.10-linux-x86_64-redist.jar",
              "org/bytedeco/cuda/linux-x86_64/",
              Map.of(
                  "libcudart.so.12",
                  703_808L,
                  "libcublas.so.12",
                  106_679_344L,
                  "libcublasLt.so.12",
                  518_358_624L,
                  "libcudnn.so.8",
                  142_008L)));

  /** Jars that the plan builder runs with. */
  static final List<String> BINDINGS =
      List.of(
          "tensorrt-8.6-1.5.10.jar",
          "tensorrt-8.6-1.5.10-linux-x86_64.jar",
          "cuda-12.3-8.9-1.5.10.jar",
          "javacpp-1.5.10.jar",
          "javacpp-1.5.10-linux-x86_64.jar");

  /** Keeps the libraries. */
  Archive {
    libraries = Map.copyOf(libraries);
  }

  /** This archive without what only building plans needs. */
  Archive runtimeOnly() {
    Map<String, Long> rest = new HashMap<>(libraries);
    rest.remove(BUILDER);
    return new Archive(name, folder, rest);
  }

  /** Bytes of all libraries. */
  long sizeBytes() {
    return libraries.values().stream().mapToLong(Long::longValue).sum();
  }
}
