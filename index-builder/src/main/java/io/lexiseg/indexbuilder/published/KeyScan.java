package io.lexiseg.indexbuilder.published;

import io.lexiseg.indexbuilder.faiss.FaissKeys;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.util.Arrays;
import java.util.Locale;

/**
 * What reading every key once showed.
 *
 * <p><b>Threads:</b> any number, it does not change.
 */
final class KeyScan {
  private static final int STEP = 1 << 12;

  private final VectorState.Table states;
  private final float[] norms;
  private final String sha256;

  private KeyScan(VectorState.Table states, float[] norms, String sha256) {
    this.states = states;
    this.norms = norms;
    this.sha256 = sha256;
  }

  static KeyScan of(FaissKeys keys, ProgressListener progress) {
    int count = keys.layout().count();
    VectorState.Table states = new VectorState.Table();
    float[] norms = new float[count];
    float[] key = new float[keys.layout().dimension()];
    int sound = 0;
    for (int row = 0; row < count; row++) {
      keys.read(row, key);
      double norm = VectorState.norm(key);
      VectorState state = VectorState.of(norm);
      states.put(row, state);
      if (state == VectorState.SOUND) {
        norms[sound++] = (float) norm;
      }
      if (row % STEP == STEP - 1 || row == count - 1) {
        progress.progressed("read keys", row + 1L, count);
      }
    }
    float[] sorted = Arrays.copyOf(norms, sound);
    Arrays.sort(sorted);
    return new KeyScan(states, sorted, Sha256.of(keys.file(), progress));
  }

  /** Checksum of the file, 64 lower-case hexadecimal digits. */
  String sha256() {
    return sha256;
  }

  VectorState state(int row) {
    return states.get(row);
  }

  /** Whether the norms of all sound keys are within {@code tolerance} of one. */
  boolean isUnit(double tolerance) {
    return norms.length == 0
        || (norms[0] >= 1 - tolerance && norms[norms.length - 1] <= 1 + tolerance);
  }

  /** Least, middle and largest norm of the sound keys, for people. */
  String norms() {
    if (norms.length == 0) {
      return "no key with a norm";
    }
    return String.format(
        Locale.ROOT,
        "norm min %.8f, median %.8f, max %.8f",
        norms[0],
        norms[norms.length / 2],
        norms[norms.length - 1]);
  }
}
