package io.lexiseg.vision.encoder.pixel;

/** How an image gets the size that a network takes; the aspect ratio is not kept. */
public enum Resampling {
  /** The image goes in as it is. */
  NONE,
  /** Half-pixel bilinear on float samples, no antialias (torch, align_corners=false). */
  BILINEAR,
  /** Half-pixel bicubic with A = -0.75, no antialias, results not clamped (torch). */
  BICUBIC,
  /** Each sample is the mean of the area that it covers. */
  AREA
}
