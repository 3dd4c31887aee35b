package io.lexiseg.lab.optimised;

import io.lexiseg.vision.agreement.Photographs;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.setting.WindowPlan;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Windows of a pack's image networks before and after {@code models optimise}, and in PyTorch: all
 * see windows of the same sizes, one picture after the other in turn, one thread each; medians of
 * rounds, CPU-seconds beside wall.
 */
final class OptimisedSpeed {
  private final ModelPack pack;
  private final ModelPack fast;
  private final Optional<PyTorch> torch;
  private final PrintStream out;

  /**
   * Prepares.
   *
   * @param fast the same pack after {@code models optimise}
   * @param torch that runs the pack's networks, if it is to be measured
   */
  OptimisedSpeed(ModelPack pack, ModelPack fast, Optional<PyTorch> torch, PrintStream out) {
    this.pack = pack;
    this.fast = fast;
    this.torch = torch;
    this.out = out;
  }

  /**
   * Runs and prints.
   *
   * @param rounds over all windows, after one for warming up, at least 1
   * @param most windows, the first of those that ship
   */
  void run(int rounds, int most) {
    List<RgbImage> windows = windows().stream().limit(most).toList();
    CostTable table = new CostTable();
    try (Encoders plain = DjlEncoders.open(pack, InferenceOptions.cpu(1));
        Encoders optimised = DjlEncoders.open(fast, InferenceOptions.cpu(1))) {
      for (int round = 0; round <= rounds; round++) {
        for (RgbImage window : windows) {
          CostTable kept = round == 0 ? new CostTable() : table;
          kept.add(pack.id(), Cost.of(() -> encode(plain, window)));
          kept.add(fast.id(), Cost.of(() -> encode(optimised, window)));
          torch.ifPresent(partner -> partner.encode(window).forEach(kept::add));
        }
        out.printf("round %d of %d%s%n", round, rounds, round == 0 ? ", to warm up" : "");
      }
    }
    out.printf(
        "%s: %d windows, medians of %d rounds, one thread%n", pack.id(), windows.size(), rounds);
    torch.ifPresent(partner -> out.println(partner.about()));
    table.lines().forEach(out::println);
  }

  private List<RgbImage> windows() {
    List<RgbImage> windows = new ArrayList<>();
    for (RgbImage picture : Photographs.all()) {
      WindowPlan plan =
          WindowPlan.of(picture.height(), picture.width(), pack.defaultPreset().settings());
      windows.add(Resizing.bilinear(picture, plan.height(), plan.width()));
    }
    return windows;
  }

  private static void encode(Encoders encoders, RgbImage window) {
    encoders.dense().encode(window);
    encoders.image().embed(window);
  }
}
