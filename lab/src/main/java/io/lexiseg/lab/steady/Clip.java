package io.lexiseg.lab.steady;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.camera.VideoCamera;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.indexbuilder.dataset.DatasetDefinitions;
import io.lexiseg.indexbuilder.dataset.Nouns;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pictures of one camera, in order.
 *
 * @param name for the table
 * @param pictures at least two, of one size unless it is about that
 * @param words that are looked for
 * @param references of the pictures, where there are some
 */
record Clip(
    String name, List<RgbImage> pictures, List<String> words, Optional<ReferenceMasks> references) {
  private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.STANDARD);

  Clip {
    pictures = List.copyOf(pictures);
    words = List.copyOf(words);
  }

  /** The same camera, of which nothing but pictures is known. */
  Clip with(String scene, List<RgbImage> others) {
    return new Clip(name + " " + scene, others, words, Optional.empty());
  }

  /**
   * Reads the first pictures of a video.
   *
   * @param count at most
   * @param words comma-separated
   */
  static Clip of(Path video, int count, String words) {
    List<RgbImage> pictures = new ArrayList<>();
    String name = String.valueOf(video.getFileName());
    try (Camera camera = VideoCamera.open(name, video.toString())) {
      Optional<CapturedImage> next = camera.next();
      while (next.isPresent() && pictures.size() < count) {
        pictures.add(DECODER.decode(next.get().encoded()));
        next = camera.next();
      }
    }
    return new Clip(name, pictures, VocabularyText.names(words), Optional.empty());
  }

  /** Reads a folder of pictures with reference masks, in order of their names. */
  static Clip labelled(Path folder) {
    SegmentationDataset dataset = DatasetDefinitions.folder(folder).open(folder, all -> all);
    List<RgbImage> pictures = new ArrayList<>();
    for (Sample sample : dataset.samples()) {
      try {
        pictures.add(DECODER.decode(Files.readAllBytes(sample.image())));
      } catch (IOException e) {
        throw new FailedException("%s: cannot be read".formatted(sample.image()), e);
      }
    }
    return new Clip(
        String.valueOf(folder.getFileName()),
        pictures,
        dataset.vocabulary().stream().map(Nouns::clean).toList(),
        Optional.of(new ReferenceMasks(dataset)));
  }
}
