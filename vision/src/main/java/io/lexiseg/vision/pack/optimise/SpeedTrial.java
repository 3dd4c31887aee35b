package io.lexiseg.vision.pack.optimise;

import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.pixel.PixelTensor;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Two networks in turn on the same pictures, each run on the calling thread: so what else the
 * machine does hits both alike, and the time is the thread's own.
 *
 * @param gain CPU time of the first over that of the second, median of the pictures
 * @param cosine of their results, lowest of the pictures; NaN where one is not finite
 */
record SpeedTrial(double gain, double cosine) {
  private static final int ROUNDS = 2;

  /**
   * Runs both.
   *
   * @param engine of one thread a run
   */
  static SpeedTrial of(
      InferenceEngine engine,
      Path original,
      Path form,
      String input,
      String output,
      List<PixelTensor> pictures) {
    try (LoadedModel first = engine.load(original);
        LoadedModel second = engine.load(form);
        Slot before = first.openSlot();
        Slot after = second.openSlot()) {
      PictureRun.run(before, input, pictures.get(0));
      PictureRun.run(after, input, pictures.get(0));
      double[] gains = new double[pictures.size()];
      double cosine = 1;
      for (int i = 0; i < gains.length; i++) {
        long spentBefore = 0;
        long spentAfter = 0;
        for (int round = 0; round < ROUNDS; round++) {
          long start = cpuTime();
          PictureRun.run(before, input, pictures.get(i));
          long between = cpuTime();
          PictureRun.run(after, input, pictures.get(i));
          spentBefore += between - start;
          spentAfter += cpuTime() - between;
        }
        gains[i] = spentBefore / (double) Math.max(1, spentAfter);
        cosine =
            Math.min(
                cosine,
                cosine(PictureRun.values(before, output), PictureRun.values(after, output)));
      }
      Arrays.sort(gains);
      return new SpeedTrial(gains[gains.length / 2], cosine);
    }
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(squaresA * squaresB);
  }
}
