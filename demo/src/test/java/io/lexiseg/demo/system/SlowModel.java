package io.lexiseg.demo.system;

import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.segmentation.EncodedImage;
import io.lexiseg.vision.segmentation.Segmenter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A model without networks that takes its time, like a large one on few cores, and counts. */
final class SlowModel {
  private SlowModel() {}

  /** Slow with every picture, so that one tried at the start tells how slow. */
  static SegmentationModel always(Duration time, AtomicInteger pictures) {
    SegmentationModel plain = PlainModel.open();
    return model(
        plain,
        (image, settings) -> {
          pictures.incrementAndGet();
          sleep(time);
          return plain.segmenter().encode(image, settings);
        });
  }

  /** Slow where no trial at the start can see it. */
  static SegmentationModel unexpectedly(Duration time, AtomicInteger pictures) {
    SegmentationModel plain = PlainModel.open();
    return model(
        plain,
        (image, settings) -> {
          EncodedImage encoded = plain.segmenter().encode(image, settings);
          return categories -> {
            pictures.incrementAndGet();
            sleep(time);
            return encoded.segment(categories);
          };
        });
  }

  /** Quick with so many pictures, then slow. */
  static SegmentationModel after(int quick, Duration time, AtomicInteger pictures) {
    SegmentationModel flat = FlatModel.open();
    return model(
        flat,
        (image, settings) -> {
          if (pictures.incrementAndGet() > quick) {
            sleep(time);
          }
          return flat.segmenter().encode(image, settings);
        });
  }

  private static SegmentationModel model(SegmentationModel plain, Segmenter segmenter) {
    return new SegmentationModel(plain.profiles(), segmenter, plain::close);
  }

  private static void sleep(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
