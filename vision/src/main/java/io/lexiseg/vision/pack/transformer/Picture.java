package io.lexiseg.vision.pack.transformer;

/**
 * The square picture that a vision transformer takes.
 *
 * @param sizePx its side, a multiple of {@code patchPx}
 * @param patchPx side of a patch
 */
public record Picture(int sizePx, int patchPx) {
  /** Checks the numbers. */
  public Picture {
    if (patchPx < 1 || sizePx < patchPx || sizePx % patchPx != 0) {
      throw new IllegalArgumentException(
          "picture: expected a size that is a multiple of the patch, got %d and %d"
              .formatted(sizePx, patchPx));
    }
  }

  /** Number of patches. */
  int patches() {
    return (sizePx / patchPx) * (sizePx / patchPx);
  }
}
