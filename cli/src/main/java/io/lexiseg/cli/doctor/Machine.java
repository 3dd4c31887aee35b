package io.lexiseg.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.engine.Device;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** Checks of the machine itself: Java, memory, disk, native libraries, ports. */
final class Machine {
  private static final long GIB = 1L << 30;
  private static final long ENOUGH_MEMORY = 4 * GIB;
  private static final long ENOUGH_DISK = 2 * GIB;

  private Machine() {}

  static Finding java() {
    String found = Runtime.version() + " at " + System.getProperty("java.home");
    return Runtime.version().feature() >= 17
        ? Finding.ok("java", found)
        : Finding.broken("java", found, "install a JDK 17 or newer, or set JAVA_HOME to one");
  }

  static Finding memory() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = system.getTotalMemorySize();
    String found =
        "%.1f GiB, %d processors, heap up to %.1f GiB"
            .formatted(
                (double) total / GIB,
                Runtime.getRuntime().availableProcessors(),
                (double) Runtime.getRuntime().maxMemory() / GIB);
    return total >= ENOUGH_MEMORY
        ? Finding.ok("memory", found)
        : Finding.limited("memory", found, "4 GiB or more are needed for the demo");
  }

  static Finding disk(Path cache) {
    Path existing = cache.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      String found = "%.1f GiB free at %s".formatted((double) free / GIB, cache);
      if (!Files.isWritable(existing)) {
        return Finding.limited("disk", existing + " cannot be written", adviceCache());
      }
      return free >= ENOUGH_DISK
          ? Finding.ok("disk", found)
          : Finding.limited("disk", found, "free 2 GiB, or " + adviceCache());
    } catch (IOException e) {
      return Finding.limited("disk", existing + ": " + e.getMessage(), adviceCache());
    }
  }

  private static String adviceCache() {
    return "set LEXISEG_CACHE to a folder with room for model packs";
  }

  /** Loads a native library by the class that JavaCPP generated for it. */
  static Finding nativeLibrary(String subject, Class<?> wrapper, String neededFor) {
    try {
      return Finding.ok(subject, "loaded from " + Path.of(Loader.load(wrapper)).getFileName());
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      // The one place where an Error is caught: to find it is what the check is for.
      return Finding.broken(
          subject,
          "cannot be loaded, needed to " + neededFor + ": " + e.getMessage(),
          "Linux needs glibc 2.35 or newer (Debian 12, Ubuntu 22.04); other systems a build on them");
    }
  }

  /** Asks ONNX Runtime whether networks could run on a GPU; nothing needs one. */
  static Finding cuda() {
    return OnnxRuntimeEngine.problem(Device.CUDA)
        .map(
            problem ->
                Finding.limited(
                    "cuda",
                    problem.lines().findFirst().orElse(""),
                    "networks run on the CPU; the image lexiseg-gpu holds what inference.device=cuda needs"))
        .orElseGet(() -> Finding.ok("cuda", "ONNX Runtime's CUDA provider loads"));
  }

  static Finding port(int port, String usedFor) {
    String subject = "port " + port;
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return Finding.ok(subject, "free for the " + usedFor + " (" + socket.getInetAddress() + ")");
    } catch (IOException e) {
      return Finding.limited(
          subject, "in use, wanted for the " + usedFor, "start the demo with another --port");
    }
  }
}
