package io.lexiseg.processor.preview;

import io.lexiseg.schemas.PreviewArea;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.overlay.Overlay;
import io.lexiseg.vision.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A picture segmented with proposed categories and with those in use.
 *
 * @param image the upright picture
 * @param proposed result of the proposed categories
 * @param live result of those in use; empty: there are none
 */
record TriedPicture(RgbImage image, Result proposed, Optional<Result> live) {
  /** Longest side of an overlay, pixels: two of them fit into a record. */
  private static final int MOST_SIDE = 1600;

  private static final int JPEG_QUALITY = 88;

  /**
   * A result.
   *
   * @param legend names of the mask values 1..N
   * @param segmentation mask of the picture's height and width
   */
  record Result(List<String> legend, Segmentation segmentation) {
    private Map<String, Long> pixels() {
      Map<String, Long> pixels = new LinkedHashMap<>();
      legend.forEach(name -> pixels.put(name, 0L));
      for (CategoryStatistics category : segmentation.statistics()) {
        pixels.put(legend.get(category.category() - 1), category.pixels());
      }
      return pixels;
    }
  }

  /** What the categories cover: the proposed ones in order, then others that are in use. */
  List<PreviewArea> areas() {
    Map<String, Long> before = live.map(Result::pixels).orElse(Map.of());
    Map<String, Long> after = proposed.pixels();
    List<PreviewArea> areas = new ArrayList<>();
    after.keySet().forEach(name -> areas.add(area(name, before, after)));
    before.keySet().stream()
        .filter(name -> !after.containsKey(name))
        .forEach(name -> areas.add(area(name, before, after)));
    return areas;
  }

  private PreviewArea area(String name, Map<String, Long> before, Map<String, Long> after) {
    PreviewArea.Builder area = PreviewArea.newBuilder().setCategory(name);
    Optional.ofNullable(before.get(name))
        .ifPresent(pixels -> area.setLivePixels(pixels).setLiveFraction(fraction(pixels)));
    Optional.ofNullable(after.get(name))
        .ifPresent(pixels -> area.setProposedPixels(pixels).setProposedFraction(fraction(pixels)));
    return area.build();
  }

  /** Part of the picture without a category, 0..1. */
  double unlabelled(Result result) {
    long labelled = result.pixels().values().stream().mapToLong(Long::longValue).sum();
    return fraction((long) image.height() * image.width() - labelled);
  }

  private double fraction(long pixels) {
    return (double) pixels / ((long) image.height() * image.width());
  }

  /** The picture with a result drawn over it and a legend below, JPEG. */
  byte[] overlay(Result result) {
    RgbImage drawn = Overlay.draw(image, result.segmentation().mask(), result.legend());
    int side = Math.max(drawn.height(), drawn.width());
    RgbImage fitting =
        side <= MOST_SIDE
            ? drawn
            : Resizing.bilinear(drawn, scaled(drawn.height(), side), scaled(drawn.width(), side));
    return JpegEncoder.encode(fitting, JPEG_QUALITY);
  }

  private static int scaled(int length, int side) {
    return Math.max(1, Math.toIntExact((long) length * MOST_SIDE / side));
  }
}
