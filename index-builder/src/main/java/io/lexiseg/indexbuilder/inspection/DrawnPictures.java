package io.lexiseg.indexbuilder.inspection;

import io.lexiseg.indexbuilder.attribution.AttributionMap;
import io.lexiseg.indexbuilder.attribution.AttributionMask;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.GeneratedPicture;
import io.lexiseg.indexbuilder.generation.PictureGenerator;
import io.lexiseg.indexbuilder.generation.PictureRequest;
import io.lexiseg.indexbuilder.job.KeptPictures;
import io.lexiseg.indexbuilder.job.KeptPictures.KeptWord;
import io.lexiseg.indexbuilder.prototype.PictureListener.LocatedWord;
import io.lexiseg.vision.image.RgbImage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Pictures drawn again from their captions and seeds.
 *
 * <p><b>Threads:</b> one at a time. <b>Ownership:</b> closing closes the generator, if it was
 * opened.
 */
public final class DrawnPictures implements PictureSource, AutoCloseable {
  private final Supplier<PictureGenerator> generators;
  private final double gamma;
  private Optional<PictureGenerator> generator = Optional.empty();

  /**
   * Draws with the generator that drew before.
   *
   * @param generators opens it; asked once the first picture is wanted
   * @param gamma of the masks
   */
  public DrawnPictures(Supplier<PictureGenerator> generators, double gamma) {
    this.generators = generators;
    this.gamma = gamma;
  }

  @Override
  public Optional<KeptWord> find(CaptionTask task, String word) {
    PictureRequest request = new PictureRequest(task.caption(), List.of(word), task.seed());
    PictureGenerator drawing = generator.orElseGet(generators);
    generator = Optional.of(drawing);
    return drawing.generate(List.of(request)).get(0).flatMap(picture -> located(picture, word));
  }

  private Optional<KeptWord> located(GeneratedPicture picture, String word) {
    AttributionMap map = picture.attributions().get(word);
    if (map == null) {
      return Optional.empty();
    }
    RgbImage image = picture.image();
    AttributionMask mask = AttributionMask.of(map, image.height(), image.width(), gamma);
    return Optional.of(new KeptWord(image, KeptPictures.heat(map), LocatedWord.pixels(mask)));
  }

  @Override
  public void close() {
    generator.ifPresent(PictureGenerator::close);
  }
}
