package io.lexiseg.cli.command.model;

import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.agreement.Photographs;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.PromptEnsemble;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.optimise.MaskSource;
import io.lexiseg.vision.segmentation.PrototypeSegmenter;
import io.lexiseg.vision.segmentation.Segmenter;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Masks of the photographs that ship, with the pack's own preset: what changes when its networks
 * do. With an index the categories are words; without one they are what single cells of the
 * photographs look like to the first pack that is asked.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class ComparedMasks implements MaskSource {
  /** Beside what the photographs show. */
  private static final List<String> BACKGROUND =
      List.of("sky", "tree", "grass", "water", "rock", "person", "road", "sand");

  private static final int CELLS = 2;

  private final Optional<String> index;
  private @Nullable CategoryBank cells;

  /**
   * Prepares.
   *
   * @param index address of the index; empty: there is none that suits
   */
  ComparedMasks(Optional<String> index) {
    this.index = index;
  }

  /** What the categories are, for people. */
  String categories() {
    return index.isPresent() ? words().size() + " words" : "single cells, as there is no index";
  }

  @Override
  public List<Mask> masks(ModelPack pack) {
    return index.isPresent() ? byWords(pack) : byCells(pack);
  }

  private List<Mask> byWords(ModelPack pack) {
    var settings =
        new ModelSettings(
            pack.folder().toString(), index, Optional.empty(), InferenceOptions.cpu());
    try (SegmentationModel model = SegmentationModel.open(settings)) {
      ResolvedVocabulary vocabulary =
          model.resolve(
              "optimise",
              VocabularyContent.of(VocabularyText.categories(words())),
              model.profiles().defaultName());
      return masks(model.segmenter(), vocabulary.categories(), vocabulary.settings());
    }
  }

  private List<Mask> byCells(ModelPack pack) {
    try (Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu())) {
      CategoryBank bank = cells;
      if (bank == null) {
        bank = bank(encoders, pack.templates());
        cells = bank;
      }
      return masks(
          new PrototypeSegmenter(encoders, ForkJoinPool.commonPool()),
          bank,
          pack.defaultPreset().settings());
    }
  }

  private static List<Mask> masks(
      Segmenter segmenter, CategoryBank bank, SegmentationSettings settings) {
    return Photographs.all().stream()
        .map(picture -> segmenter.segment(picture, bank, settings).mask())
        .toList();
  }

  private static List<String> words() {
    return Stream.concat(Photographs.WORDS.stream(), BACKGROUND.stream()).toList();
  }

  private static CategoryBank bank(Encoders encoders, List<String> templates) {
    List<String> words = words();
    int dimension = encoders.dense().dimension();
    int textDimension = encoders.text().dimension();
    float[] texts = new float[words.size() * textDimension];
    List<float[]> embedded = new PromptEnsemble(encoders.text(), templates).embed(words);
    float[] prototypes = new float[words.size() * dimension];
    List<RgbImage> pictures = Photographs.all();
    for (int n = 0; n < words.size(); n++) {
      System.arraycopy(embedded.get(n), 0, texts, n * textDimension, textDimension);
      TokenGrid grid = encoders.dense().encode(pictures.get(n % pictures.size()));
      int cell = grid.rows() * grid.columns() * (1 + n / pictures.size()) / (CELLS + 1);
      System.arraycopy(grid.values(), cell * dimension, prototypes, n * dimension, dimension);
    }
    return CategoryBank.of(words, textDimension, dimension, texts, prototypes);
  }
}
