package io.lexiseg.vision.evaluation;

import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.mask.UndecodableMaskException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads masks of class ids as masks of categories. */
final class ReferenceReader {
  private static final int UNKNOWN = -1;

  private final int[] categoryOfId = new int[1 << 16];

  ReferenceReader(ClassList classes) {
    Arrays.fill(categoryOfId, UNKNOWN);
    categoryOfId[classes.unlabelled()] = 0;
    int category = 1;
    for (int id : classes.names().keySet()) {
      categoryOfId[id] = category++;
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is no mask or has ids without class; the message does
   *     not repeat the file
   */
  Mask read(Path file) {
    Mask ids = decoded(file);
    short[] categories = new short[ids.values().length];
    SortedSet<Integer> unknown = new TreeSet<>();
    for (int p = 0; p < categories.length; p++) {
      int id = Short.toUnsignedInt(ids.values()[p]);
      if (categoryOfId[id] == UNKNOWN) {
        unknown.add(id);
      }
      categories[p] = (short) categoryOfId[id];
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "expected ids of %s, got also %s".formatted(ClassList.FILE, unknown));
    }
    return Mask.of(ids.height(), ids.width(), categories);
  }

  private static Mask decoded(Path file) {
    try {
      return MaskPng.decode(Files.readAllBytes(file));
    } catch (UndecodableMaskException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }
}
