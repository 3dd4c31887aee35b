package io.lexiseg.lab.speed;

import io.lexiseg.demo.scene.Photographs;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.Category;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;
import io.lexiseg.vision.pack.random.RandomPack;
import io.lexiseg.vision.pack.random.RandomPack.Scale;
import io.lexiseg.vision.segmentation.PrototypeSegmenter;
import io.lexiseg.vision.segmentation.Segmenter;
import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.similarity.CategoryBank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * A segmenter, pictures and vocabularies to measure with.
 *
 * @param name of the pack
 * @param settings of its profile
 * @param pictures photographs, 480 x 640
 * @param backgrounds values of a setting: what may compete with the categories
 * @param vocabulary bank of so many categories, under one of these
 */
record CategoryCostModel(
    String name,
    Segmenter segmenter,
    SegmentationSettings settings,
    List<RgbImage> pictures,
    List<String> backgrounds,
    Vocabulary vocabulary) {
  private static final String BACKGROUND_NONE = "none";
  private static final List<String> NOUNS =
      List.of(
          "sky",
          "mountain",
          "tree",
          "grass",
          "house",
          "boat",
          "water",
          "dirt",
          "rock",
          "person",
          "road",
          "car",
          "window",
          "roof",
          "fence",
          "river",
          "sea",
          "sand",
          "snow",
          "cloud",
          "wall",
          "door",
          "horse",
          "dog",
          "bridge",
          "tower",
          "hill",
          "field",
          "flower",
          "bush",
          "path",
          "stone",
          "ship",
          "sail",
          "dock",
          "church",
          "barn",
          "truck",
          "street",
          "sign",
          "bench",
          "chair",
          "table",
          "lamp",
          "bird",
          "cow",
          "sheep",
          "forest",
          "lake",
          "cliff");
  private static final List<String> KINDS =
      List.of(
          "",
          "old ",
          "new ",
          "red ",
          "green ",
          "blue ",
          "white ",
          "black ",
          "small ",
          "large ",
          "wooden ",
          "stone ",
          "wet ",
          "dry ",
          "dark ",
          "bright ",
          "distant ",
          "near ",
          "broken ",
          "painted ");

  /** Makes categories. */
  @FunctionalInterface
  interface Vocabulary {
    /** Of so many names, with what competes under a background. */
    CategoryBank categories(String background, int count);
  }

  /** The lite pack, with names and prototypes of its index. */
  static CategoryCostModel lite() {
    LitePack.install(PackStore.standard(), ProgressListener.NONE);
    SegmentationModel model =
        SegmentationModel.open(
            new ModelSettings("lite", Optional.empty(), Optional.empty(), InferenceOptions.cpu()));
    String profile = model.profiles().defaultName();
    return new CategoryCostModel(
        "lite",
        model.segmenter(),
        model.profiles().profile(profile).settings(),
        photographs(),
        List.of(BACKGROUND_NONE, "world"),
        (background, count) ->
            model
                .resolve(
                    "benchmark", names(count), model.preset(profile).with("background", background))
                .categories());
  }

  /** The first ones are nouns, then the same of some kind; one prompt each. */
  private static List<Category> names(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> KINDS.get(n / NOUNS.size()) + NOUNS.get(n % NOUNS.size()))
        .map(
            name ->
                Category.newBuilder()
                    .setName(name)
                    .setSynonyms(List.of())
                    .setTemplates(List.of("a photo of a {}."))
                    .build())
        .toList();
  }

  /** Random networks of a true architecture; prototypes are tokens of the pictures' own. */
  static CategoryCostModel random(Scale scale) throws IOException {
    Path folder = Files.createTempDirectory("lexiseg-categories");
    ModelPack pack = RandomPack.write(folder, scale, 1);
    Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu());
    List<RgbImage> pictures = photographs();
    SegmentationSettings settings =
        PaperPreset.CONTEXT.settings().with("shortSide", scale.equals(Scale.TINY) ? "112" : "448");
    List<TokenGrid> grids = pictures.stream().map(encoders.dense()::encode).toList();
    return new CategoryCostModel(
        scale.id(),
        new PrototypeSegmenter(encoders, ForkJoinPool.commonPool()),
        settings,
        pictures,
        List.of(BACKGROUND_NONE),
        (background, count) -> bank(count, grids, encoders.image().dimension()));
  }

  private static CategoryBank bank(int count, List<TokenGrid> grids, int textDimension) {
    Random random = new Random(1);
    int dimension = grids.get(0).dimension();
    float[] texts = new float[count * textDimension];
    for (int n = 0; n < count; n++) {
      double squares = 0;
      for (int d = 0; d < textDimension; d++) {
        texts[n * textDimension + d] = (float) random.nextGaussian();
        squares += texts[n * textDimension + d] * texts[n * textDimension + d];
      }
      for (int d = 0; d < textDimension; d++) {
        texts[n * textDimension + d] /= (float) Math.sqrt(squares);
      }
    }
    float[] prototypes = new float[count * dimension];
    for (int n = 0; n < count; n++) {
      TokenGrid grid = grids.get(n % grids.size());
      int token = random.nextInt(grid.rows() * grid.columns());
      System.arraycopy(grid.values(), token * dimension, prototypes, n * dimension, dimension);
    }
    List<String> names = IntStream.range(0, count).mapToObj(n -> "category " + n).toList();
    return CategoryBank.of(names, textDimension, dimension, texts, prototypes);
  }

  private static List<RgbImage> photographs() {
    Path folder = PackStore.standard().root().resolve("photographs");
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    List<RgbImage> pictures = new ArrayList<>();
    new Photographs(folder)
        .cameras(ProgressListener.NONE)
        .forEach(camera -> pictures.add(decoder.decode(camera.next().orElseThrow().encoded())));
    return pictures;
  }
}
