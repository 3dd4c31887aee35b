package io.lexiseg.lab.steady;

import io.lexiseg.vision.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;

/**
 * What cameras meet, made of one clip of a fixed camera: its place without anybody is the median of
 * its pictures; its visitor is the largest thing in its first picture that is not that place.
 */
final class MadeScenes {
  private static final int NOISE = 2;
  private static final int STEP = 12;
  private static final int SHAKE = 3;
  private static final int DROPS = 300;
  private static final int DROP = 14;
  private static final int MEDIAN_OF = 25;

  private final Clip clip;
  private final RgbImage place;
  private final Visitor visitor;
  private final int count;

  /** Looks for the place and the visitor. */
  MadeScenes(Clip clip) {
    this.clip = clip;
    this.place = median(clip.pictures());
    this.visitor = Visitor.in(clip.pictures().get(0), place);
    this.count = clip.pictures().size();
  }

  /** As many pictures each as the clip has; the same each time. */
  List<Clip> all() {
    int half = count / 2;
    return List.of(
        scene("empty", i -> place),
        scene("crossing", i -> visitor.on(place, i * STEP % place.width())),
        scene("lights off", i -> i < half ? place : dimmed(place)),
        scene("shake", i -> moved(place, new Random(i))),
        scene("cut", i -> i < half ? place : mirrored(place)),
        scene("rain", i -> rained(place, new Random(-1 - i))));
  }

  private Clip scene(String name, IntFunction<RgbImage> picture) {
    List<RgbImage> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(noisy(picture.apply(i), new Random(i)));
    }
    return clip.with(name, pictures);
  }

  private static RgbImage median(List<RgbImage> pictures) {
    int of = Math.min(MEDIAN_OF, pictures.size());
    RgbImage first = pictures.get(0);
    byte[] median = new byte[first.pixels().length];
    int[] samples = new int[of];
    for (int p = 0; p < median.length; p++) {
      for (int i = 0; i < of; i++) {
        samples[i] = pictures.get(i * pictures.size() / of).pixels()[p] & 0xff;
      }
      Arrays.sort(samples);
      median[p] = (byte) samples[of / 2];
    }
    return RgbImage.of(first.height(), first.width(), median);
  }

  private static RgbImage noisy(RgbImage image, Random random) {
    byte[] pixels = image.pixels().clone();
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = sample((pixels[p] & 0xff) + NOISE * random.nextGaussian());
    }
    return RgbImage.of(image.height(), image.width(), pixels);
  }

  private static RgbImage dimmed(RgbImage image) {
    byte[] pixels = image.pixels().clone();
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = sample((pixels[p] & 0xff) / 3.0);
    }
    return RgbImage.of(image.height(), image.width(), pixels);
  }

  private static RgbImage mirrored(RgbImage image) {
    return mapped(image, (y, x) -> y * image.width() + image.width() - 1 - x);
  }

  private static RgbImage moved(RgbImage image, Random random) {
    int down = random.nextInt(2 * SHAKE + 1) - SHAKE;
    int right = random.nextInt(2 * SHAKE + 1) - SHAKE;
    return mapped(
        image,
        (y, x) ->
            Math.max(0, Math.min(image.height() - 1, y + down)) * image.width()
                + Math.max(0, Math.min(image.width() - 1, x + right)));
  }

  private static RgbImage mapped(RgbImage image, IntBinaryOperator from) {
    byte[] pixels = new byte[image.pixels().length];
    for (int y = 0, p = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++, p += 3) {
        System.arraycopy(image.pixels(), 3 * from.applyAsInt(y, x), pixels, p, 3);
      }
    }
    return RgbImage.of(image.height(), image.width(), pixels);
  }

  /** Thin bright streaks, elsewhere in each picture. */
  private static RgbImage rained(RgbImage image, Random random) {
    byte[] pixels = image.pixels().clone();
    for (int d = 0; d < DROPS; d++) {
      int top = random.nextInt(image.height());
      int x = random.nextInt(image.width());
      for (int y = top; y < Math.min(image.height(), top + DROP); y++) {
        int p = 3 * (y * image.width() + x);
        for (int c = p; c < p + 3; c++) {
          pixels[c] = sample(0.5 * (pixels[c] & 0xff) + 110);
        }
      }
    }
    return RgbImage.of(image.height(), image.width(), pixels);
  }

  private static byte sample(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
