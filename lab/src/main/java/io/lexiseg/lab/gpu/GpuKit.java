package io.lexiseg.lab.gpu;

import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.install.Folders;
import io.lexiseg.vision.pack.random.RandomPack.Scale;
import io.lexiseg.vision.pack.random.RandomPack.Tower;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Measures one pack on an engine and prints what it finds. */
final class GpuKit {
  private final Settings settings;
  private final Optional<Copies> copies;
  private final PrintStream out;

  /** Of both networks, in the largest batches. */
  private double engineMillisEach;

  /**
   * How much is measured.
   *
   * @param batches pictures a run
   * @param time of one measurement
   * @param leakRuns runs that the leak check compares
   * @param frames from camera to mask; 0: none
   */
  record Settings(List<Integer> batches, Duration time, int leakRuns, int frames) {}

  /**
   * Prepares.
   *
   * @param copies empty: there is no GPU, and copies are not timed
   */
  GpuKit(Settings settings, Optional<Copies> copies, PrintStream out) {
    this.settings = settings;
    this.copies = copies;
    this.out = out;
  }

  /**
   * Runs the gate, then measures.
   *
   * @param engine that runs the pack's networks
   * @param inference the same, for encoders
   * @return whether the gate and the leak check passed
   */
  boolean run(Scale scale, ModelPack pack, InferenceEngine engine, InferenceOptions inference)
      throws Exception {
    out.printf("%n## %s on %s%n%n", pack.id(), engine.name());
    engineMillisEach = 0;
    boolean good = gate(pack, engine, inference);
    out.println();
    out.println(
        "| network | batch | pictures/s | run ms | to GPU ms | compute ms | from GPU ms | read ms | of 788 TFLOP/s | compute, of 788 |");
    out.println("|---|---|---|---|---|---|---|---|---|---|");
    good &=
        network(
            "dense",
            scale.dense(),
            engine,
            pack.dense().file(),
            pack.dense().input(),
            pack.dense().output());
    good &=
        network(
            "image",
            scale.image(),
            engine,
            pack.image().file(),
            pack.image().input(),
            pack.image().output());
    if (settings.frames() > 0) {
      endToEnd(pack, inference);
    }
    return good;
  }

  private boolean gate(ModelPack pack, InferenceEngine engine, InferenceOptions inference) {
    if (engine.reference().isEmpty()) {
      out.println("gate: none, this engine is the one that others are held against");
      return true;
    }
    try (Encoders encoders = DjlEncoders.open(pack, inference)) {
      out.printf(
          "gate: passed (cosine of embeddings and equal pixels of masks, against ONNX Runtime on the CPU; %d components)%n",
          encoders.dense().dimension());
      return true;
    } catch (IllegalStateException e) {
      out.println("gate: REFUSED: " + e.getMessage());
      return false;
    }
  }

  private boolean network(
      String name,
      Tower tower,
      InferenceEngine engine,
      Path file,
      PixelInput input,
      String output) {
    double gigaflop = Work.gigaflop(tower);
    try (EngineRate rate = new EngineRate(engine.load(file), input, output, copies)) {
      double millisEach = 0;
      for (int batch : settings.batches()) {
        Split split = rate.measure(batch, settings.time());
        out.println(split.line(name, gigaflop));
        millisEach = split.runMillis() / batch;
      }
      engineMillisEach += millisEach;
      int first = settings.batches().get(0);
      LeakCheck leak = LeakCheck.of(settings.leakRuns(), copies, () -> rate.run(first));
      out.printf("| %s, %.1f GFLOP a picture | %s | | | | | | | | |%n", name, gigaflop, leak);
      return leak.passed();
    }
  }

  private void endToEnd(ModelPack pack, InferenceOptions inference) throws Exception {
    Path scratch = Files.createTempDirectory("lexiseg-gpu-kit-");
    try {
      int callers = Math.max(2, 2 * inference.batching().maxBatch());
      GpuEndToEnd.Rates rates =
          new GpuEndToEnd(pack, inference, settings.frames(), callers).measure(scratch);
      out.printf(
          Locale.ROOT,
          "%nend to end over bare encoders (%d frames, 12 cameras, broker in this process, %d cores): %.1f / %.1f = %.2f%n",
          settings.frames(),
          Runtime.getRuntime().availableProcessors(),
          rates.endToEnd(),
          rates.bare(),
          rates.endToEnd() / rates.bare());
      double engine = 1000 / engineMillisEach;
      out.printf(
          Locale.ROOT,
          "end to end over the bare engine (both networks in the largest batch): %.1f / %.1f = %.2f%n",
          rates.endToEnd(),
          engine,
          rates.endToEnd() / engine);
    } finally {
      Folders.delete(scratch);
    }
  }
}
