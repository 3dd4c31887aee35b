package io.lexiseg.lab.speed;

import com.sun.management.OperatingSystemMXBean;
import io.lexiseg.vision.agreement.Photographs;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.optimise.PackOptimiser;
import io.lexiseg.vision.setting.WindowPlan;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames a second of a pack's image networks before and after {@code models optimise}: both see the
 * same windows, one picture after the other in turn, one thread; medians of rounds, CPU-seconds
 * beside wall.
 */
final class OptimisedSpeed {
  private final String id;
  private final int rounds;

  /**
   * Prepares.
   *
   * @param id of an installed pack that has been optimised
   * @param rounds over all pictures, after one for warming up, at least 1
   */
  OptimisedSpeed(String id, int rounds) {
    this.id = id;
    this.rounds = rounds;
  }

  /** Runs and prints; the last line is the ratio. */
  void run() {
    PackStore store = PackStore.standard();
    ModelPack pack = store.open(id);
    ModelPack fast = store.open(pack.id() + PackOptimiser.SUFFIX);
    List<RgbImage> windows = windows(pack);
    List<Cost> before = new ArrayList<>();
    List<Cost> after = new ArrayList<>();
    try (Encoders plain = DjlEncoders.open(pack, InferenceOptions.cpu(1));
        Encoders optimised = DjlEncoders.open(fast, InferenceOptions.cpu(1))) {
      for (int round = 0; round <= rounds; round++) {
        for (RgbImage window : windows) {
          Cost one = cost(plain, window);
          Cost other = cost(optimised, window);
          if (round > 0) {
            before.add(one);
            after.add(other);
          }
        }
      }
    }
    print(pack.id(), before);
    print(fast.id(), after);
    System.out.printf(
        "ratio: %.2f by CPU, %.2f by wall (%d windows, %d rounds)%n",
        cpu(before) / cpu(after), wall(before) / wall(after), windows.size(), rounds);
  }

  private record Cost(double cpu, double wall) {}

  private static List<RgbImage> windows(ModelPack pack) {
    List<RgbImage> windows = new ArrayList<>();
    for (RgbImage picture : Photographs.all()) {
      WindowPlan plan =
          WindowPlan.of(picture.height(), picture.width(), pack.defaultPreset().settings());
      windows.add(Resizing.bilinear(picture, plan.height(), plan.width()));
    }
    return windows;
  }

  private static Cost cost(Encoders encoders, RgbImage window) {
    long cpu = cpuTime();
    long wall = System.nanoTime();
    encoders.dense().encode(window);
    encoders.image().embed(window);
    return new Cost((cpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9);
  }

  private static long cpuTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void print(String id, List<Cost> costs) {
    System.out.printf(
        "%-16s %.3f CPU-s a window, %.3f s by wall, %.2f windows a CPU-second%n",
        id, cpu(costs), wall(costs), 1 / cpu(costs));
  }

  private static double cpu(List<Cost> costs) {
    return median(costs.stream().mapToDouble(Cost::cpu).toArray());
  }

  private static double wall(List<Cost> costs) {
    return median(costs.stream().mapToDouble(Cost::wall).toArray());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }
}
