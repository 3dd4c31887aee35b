package io.lexiseg.indexbuilder.dataset;

import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.PromptEnsemble;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.prototype.MaskPooler;
import io.lexiseg.vision.prototype.MaskPrototype;
import io.lexiseg.vision.setting.SegmentationSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * Fills a prototype index from pictures with reference masks, in place of generated pictures with
 * attribution maps: in each picture every category of at least 0.2 % of the pixels gives one
 * prototype. {@link MaskPooler} makes it, and its key is the text embedding of its noun.
 *
 * <p><b>Source:</b> docs/method.md, section 12; Eq. 2 with the reference mask for the attribution
 * mask, Eq. 3 with alpha = 1.
 */
public final class MaskIndexBuilder {
  /** Share of a picture's pixels a category needs. */
  public static final double LEAST_SHARE = 0.002;

  private final Encoders encoders;
  private final ModelPack pack;
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
  private final MaskPooler pooler;

  /**
   * Builds with the encoders of a pack.
   *
   * @param encoders stay the caller's to close
   * @param pack gives templates and, by its default preset, the size of pictures
   */
  public MaskIndexBuilder(Encoders encoders, ModelPack pack) {
    this.encoders = encoders;
    this.pack = pack;
    this.pooler = new MaskPooler(encoders.dense(), pack.defaultPreset().settings());
  }

  /**
   * Adds the pairs of all pictures, in order of picture and category, and publishes.
   *
   * @param writer stays the caller's to close
   * @throws IllegalArgumentException if no category of any picture is large enough
   * @throws io.lexiseg.vision.image.UndecodableImageException if a picture is damaged
   */
  public IndexManifest build(
      SegmentationDataset dataset, PrototypeIndexWriter writer, ProgressListener progress) {
    List<String> nouns = dataset.categories().stream().map(Nouns::clean).toList();
    List<float[]> keys = new PromptEnsemble(encoders.text(), pack.templates()).embed(nouns);
    List<Sample> samples = dataset.samples();
    int added = 0;
    for (int i = 0; i < samples.size(); i++) {
      for (MaskPrototype prototype : prototypes(dataset, samples.get(i))) {
        int category = prototype.category() - 1;
        writer.add(nouns.get(category), keys.get(category), prototype.values());
        added++;
      }
      progress.progressed("pool regions", i + 1L, samples.size());
    }
    if (added == 0) {
      throw new IllegalArgumentException(
          "index from masks: expected a category of at least %s %% of a picture's pixels, found none in %d pictures"
              .formatted(LEAST_SHARE * 100, samples.size()));
    }
    return writer.publish();
  }

  /** What a manifest should say of a build from this data set with this pack. */
  public static Map<String, String> facts(SegmentationDataset dataset, ModelPack pack) {
    SegmentationSettings settings = pack.defaultPreset().settings();
    return Map.of(
        "builder", "index build --from-masks",
        "pictures", Integer.toString(dataset.samples().size()),
        "classes", Integer.toString(dataset.categories().size()),
        "pack", pack.id(),
        "settings",
            "short side %d, long side at most %d, regions of at least %s of the pixels, alpha 1, templates %s"
                .formatted(
                    settings.shortSide(), settings.maxLongSide(), LEAST_SHARE, pack.templates()));
  }

  private List<MaskPrototype> prototypes(SegmentationDataset dataset, Sample sample) {
    RgbImage image = decoder.decode(read(sample));
    return pooler.pool(image, dataset.reference(sample), LEAST_SHARE);
  }

  private static byte[] read(Sample sample) {
    try {
      return Files.readAllBytes(sample.image());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read picture " + sample.image(), e);
    }
  }
}
