package io.lexiseg.vision.encoder.tensorrt;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.lexiseg.vision.encoder.plan.PlanTarget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the driver and TensorRT what is here. Runs in a process of its own: what goes wrong below
 * may end it without a word.
 */
final class GpuLook {
  private static final String DRIVER = "libcuda.so.1";
  private static final int LEAST_CUDA = 12_000;
  private static final int NO_DEVICE = 100;
  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;
  private static final int NAME_BYTES = 256;

  /** TensorRT 8.6 has code for 6.0 to 9.0. */
  private static final int OLDEST = 60;

  private static final int NEWEST = 90;

  private final TensorRtLibraries libraries;

  private GpuLook(TensorRtLibraries libraries) {
    this.libraries = libraries;
  }

  /**
   * Prints what {@link GpuReport} reads.
   *
   * @param arguments the folder of the libraries
   */
  public static void main(String[] arguments) {
    GpuLook look = new GpuLook(TensorRtLibraries.at(Path.of(arguments[0])));
    System.out.println(GpuReport.write(look.look()));
  }

  private Sighting look() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!system.equals("Linux amd64")) {
      return missing(Step.DRIVER, "TensorRT 8.6 runs on Linux amd64 only, this is %s", system);
    }
    NativeLibrary driver;
    try {
      driver = NativeLibrary.getInstance(DRIVER);
    } catch (UnsatisfiedLinkError e) {
      return missing(
          Step.DRIVER,
          "no NVIDIA driver: %s not found; install the driver, and in a container ask for a GPU",
          DRIVER);
    }
    return gpu(driver);
  }

  private Sighting gpu(NativeLibrary driver) {
    IntByReference count = new IntByReference();
    int error = call(driver, "cuInit", 0);
    if (error == 0) {
      error = call(driver, "cuDeviceGetCount", count);
    }
    if (error == NO_DEVICE || (error == 0 && count.getValue() == 0)) {
      return missing(Step.GPU, "no NVIDIA GPU: the driver shows none%s", visible());
    }
    if (error != 0) {
      return missing(Step.DRIVER, "the NVIDIA driver does not start: CUDA error %d", error);
    }
    int cuda = number(driver, "cuDriverGetVersion");
    if (cuda < LEAST_CUDA) {
      return missing(
          Step.DRIVER,
          "NVIDIA driver too old: expected one for CUDA 12.0 or newer, found one for %s",
          version(cuda));
    }
    return device(driver, version(cuda));
  }

  private Sighting device(NativeLibrary driver, String cuda) {
    int device = number(driver, "cuDeviceGet", 0);
    Memory name = new Memory(NAME_BYTES);
    require(call(driver, "cuDeviceGetName", name, NAME_BYTES, device), "cuDeviceGetName");
    String gpu = name.getString(0, StandardCharsets.UTF_8.name());
    int major = number(driver, "cuDeviceGetAttribute", CAPABILITY_MAJOR, device);
    int minor = number(driver, "cuDeviceGetAttribute", CAPABILITY_MINOR, device);
    int capability = 10 * major + minor;
    if (capability < OLDEST || capability > NEWEST) {
      return missing(
          Step.GPU,
          "TensorRT 8.6 has no code for %s: expected compute capability 6.0 to 9.0, found %d.%d; "
              + "use inference.engine=onnxruntime with inference.device=cuda",
          gpu,
          major,
          minor);
    }
    PointerByReference context = new PointerByReference();
    int error = call(driver, "cuCtxCreate_v2", context, 0, device);
    if (error != 0) {
      return missing(Step.GPU, "%s cannot be used: CUDA error %d", gpu, error);
    }
    LongByReference free = new LongByReference();
    LongByReference total = new LongByReference();
    require(call(driver, "cuMemGetInfo_v2", free, total), "cuMemGetInfo");
    return tensorRt(gpu, major + "." + minor, cuda, free.getValue(), total.getValue());
  }

  private Sighting tensorRt(String gpu, String capability, String cuda, long free, long total) {
    int version;
    try {
      version = libraries.load().getFunction("getInferLibVersion").invokeInt(new Object[0]);
    } catch (UnsatisfiedLinkError e) {
      return missing(
          Step.LIBRARIES,
          "TensorRT cannot be loaded from %s: %s",
          libraries.folder(),
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    String text = "%d.%d.%d".formatted(version / 1000, version / 100 % 10, version % 100);
    return new Sighting.Ready(new PlanTarget(text, gpu, capability), cuda, free, total);
  }

  private static String visible() {
    return Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES"))
        .map(" (CUDA_VISIBLE_DEVICES is '%s')"::formatted)
        .orElse("");
  }

  /** 12040 is 12.4. */
  private static String version(int cuda) {
    return "%d.%d".formatted(cuda / 1000, cuda % 1000 / 10);
  }

  /** Calls a function whose first argument receives a number. */
  private static int number(NativeLibrary driver, String function, Object... arguments) {
    IntByReference result = new IntByReference();
    Object[] all = new Object[arguments.length + 1];
    all[0] = result;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    require(call(driver, function, all), function);
    return result.getValue();
  }

  private static int call(NativeLibrary driver, String function, Object... arguments) {
    return driver.getFunction(function).invokeInt(arguments);
  }

  private static void require(int error, String function) {
    if (error != 0) {
      throw new IllegalStateException(function + ": CUDA error " + error);
    }
  }

  private static Sighting missing(Step step, String sentence, Object... values) {
    return new Sighting.Missing(step, String.format(Locale.ROOT, sentence, values));
  }
}
