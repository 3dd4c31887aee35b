package io.lexiseg.vision.pack.optimise;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One form of one network, measured beside the original on this machine.
 *
 * @param network {@code dense} or {@code image}
 * @param form for people
 * @param layers how many layers it computes in 8 bits
 * @param gain CPU time of the original over its own, median of the pictures
 * @param cosine of its result with the original's, lowest of the pictures
 * @param equalPixels share of pixels whose category stays; empty where it was refused before
 * @param used whether the pack has it
 */
public record Trial(
    String network,
    String form,
    int layers,
    double gain,
    double cosine,
    OptionalDouble equalPixels,
    boolean used) {

  /** For people. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%-5s  %s (%d layers): %.2f times as fast, cosine %.5f%s: %s",
        network,
        form,
        layers,
        gain,
        cosine,
        equalPixels.isPresent()
            ? String.format(
                Locale.ROOT, ", %.2f %% of pixels equal", 100 * equalPixels.getAsDouble())
            : "",
        used ? "used" : "refused");
  }

  Trial judged(double equal, boolean good) {
    return new Trial(network, form, layers, gain, cosine, OptionalDouble.of(equal), good);
  }
}
