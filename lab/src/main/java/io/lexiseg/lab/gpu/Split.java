package io.lexiseg.lab.gpu;

import java.util.Locale;

/**
 * Where the time of one run goes. Copies are timed by themselves, as the engine does them, and the
 * rest is taken for computing.
 *
 * @param batch pictures of the run
 * @param runMillis the whole run
 * @param inMillis pictures to the GPU
 * @param outMillis results from it
 * @param readMillis results to 32 bits, on the processor, after the run
 */
record Split(int batch, double runMillis, double inMillis, double outMillis, double readMillis) {
  /** Pictures a second. */
  double rate() {
    return 1000 * batch / runMillis;
  }

  /** What is left for computing. */
  double executeMillis() {
    return Math.max(0, runMillis - inMillis - outMillis);
  }

  /**
   * Share of the GPU's ceiling over the whole run.
   *
   * @param gigaflop for one picture
   */
  double share(double gigaflop) {
    return gigaflop * batch / runMillis / Work.CEILING;
  }

  /** Share of the ceiling while the GPU computes. */
  double executeShare(double gigaflop) {
    return executeMillis() == 0 ? 0 : gigaflop * batch / executeMillis() / Work.CEILING;
  }

  /** One line of the table. */
  String line(String network, double gigaflop) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |",
        network,
        batch,
        rate(),
        runMillis,
        inMillis,
        executeMillis(),
        outMillis,
        readMillis,
        share(gigaflop),
        executeShare(gigaflop));
  }
}
