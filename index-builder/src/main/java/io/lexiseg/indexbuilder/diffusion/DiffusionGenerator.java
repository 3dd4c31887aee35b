package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.indexbuilder.attribution.AttributionMap;
import io.lexiseg.indexbuilder.diffusion.scheduler.Scheduler;
import io.lexiseg.indexbuilder.generation.CaptionProblem;
import io.lexiseg.indexbuilder.generation.GeneratedPicture;
import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.indexbuilder.generation.PictureGenerator;
import io.lexiseg.indexbuilder.generation.PictureRequest;
import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.text.Tokenizer;
import io.lexiseg.vision.text.Tokenizers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Latent diffusion: noise of the request's seed, the denoiser step by step towards the caption, the
 * decoder at the end; meanwhile the attention to the words adds up.
 *
 * <p>One picture at a time: a generator pack's denoiser takes the rows of one picture.
 *
 * <p><b>Source:</b> docs/diffusion.md; Eq. 1. <b>Threads:</b> one at a time.
 */
public final class DiffusionGenerator implements PictureGenerator {
  private final GeneratorPack pack;
  private final DiffusionSettings settings;
  private final Prompts prompts;
  private final PromptEncoder encoder;
  private final Denoiser denoiser;
  private final PictureDecoder decoder;
  private final float[] unconditional;
  private final Networks networks;

  private DiffusionGenerator(
      GeneratorPack pack, DiffusionSettings settings, Tokenizer tokenizer, Networks networks) {
    this.pack = pack;
    this.settings = settings;
    this.networks = networks;
    this.prompts = new Prompts(tokenizer, pack.prompt());
    this.encoder = new PromptEncoder(networks.load(pack.prompt().file()), pack.prompt());
    this.denoiser = new Denoiser(networks.load(pack.denoiser().file()), pack);
    this.decoder = new PictureDecoder(networks.load(pack.decoder().file()), pack);
    this.unconditional = pack.rows() == 1 ? new float[0] : encoder.encode(prompts.of(""));
  }

  /**
   * Loads a pack's networks; this takes seconds for large ones. The files' checksums are not
   * compared, see {@link GeneratorPack#verify}.
   *
   * @return owned by the caller
   * @throws IncompatibleModelException with all problems, if networks differ from the pack's
   *     description
   * @throws IllegalArgumentException if the settings do not fit the pack, the engine cannot run a
   *     file, or one is no vocabulary
   */
  public static DiffusionGenerator open(
      InferenceEngine engine, GeneratorPack pack, DiffusionSettings settings) {
    return open(engine, pack, settings, Tokenizers.open(pack.prompt().tokenizer()));
  }

  static DiffusionGenerator open(
      InferenceEngine engine, GeneratorPack pack, DiffusionSettings settings, Tokenizer tokenizer) {
    List<String> problems = pack.networkProblems();
    if (!problems.isEmpty()) {
      throw new IncompatibleModelException(problems);
    }
    if (pack.rows() == 1 && settings.guidance() != 1) {
      throw new IllegalArgumentException(
          "guidance of generator %s: expected 1, its denoiser has no unconditional row; got %s"
              .formatted(pack.id(), settings.guidance()));
    }
    Networks networks = new Networks(engine);
    try {
      return new DiffusionGenerator(pack, settings, tokenizer, networks);
    } catch (RuntimeException e) { // nobody else can close what is open by now
      networks.close();
      throw e;
    }
  }

  @Override
  public GeneratorIdentity identity() {
    return new GeneratorIdentity(pack.id(), pack.sha256(), settings.toString());
  }

  @Override
  public int batchSize() {
    return 1;
  }

  @Override
  public List<Optional<GeneratedPicture>> generate(List<PictureRequest> requests) {
    if (requests.size() != 1) {
      throw new IllegalArgumentException("requests: expected 1, got " + requests.size());
    }
    return List.of(draw(requests.get(0)));
  }

  /** How often the denoiser has run: more than once a step where a caption asks for many words. */
  public long denoiserRuns() {
    return denoiser.calls();
  }

  @Override
  public void close() {
    networks.close();
  }

  private Optional<GeneratedPicture> draw(PictureRequest request) {
    CaptionProblem.of(request.caption())
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    Prompt prompt = prompts.of(request.caption());
    Map<String, int[]> words = places(prompt, request.words());
    int[] places =
        words.values().stream().flatMapToInt(Arrays::stream).distinct().sorted().toArray();
    AttributionSum sum =
        new AttributionSum(pack.denoiser().height(), pack.denoiser().width(), places.length);
    double[] latent = diffuse(request.seed(), condition(prompt), places, sum);
    double[][] maps = sum.maps();
    if (!isFinite(latent) || !Arrays.stream(maps).allMatch(DiffusionGenerator::isFinite)) {
      return Optional.empty();
    }
    Optional<RgbImage> image = decoder.decode(latent);
    return image.map(
        pixels -> new GeneratedPicture(pixels, attributions(words, places, sum, maps)));
  }

  /** The latent picture at the end; it ends early once a value is not finite. */
  private double[] diffuse(long seed, float[] condition, int[] places, AttributionSum sum) {
    Scheduler scheduler = Scheduler.of(settings.scheduler());
    double[] latent = NoiseSource.noise(seed, pack.denoiser().latentSize());
    scale(latent, latent, scheduler.initialScale());
    double[] input = new double[latent.length];
    for (int call = 0; call < scheduler.calls() && isFinite(latent); call++) {
      scale(latent, input, scheduler.inputScale(call));
      float[] said = denoiser.call(input, scheduler.timestep(call), condition, places, sum);
      scheduler.step(call, Guidance.combine(said, pack.rows(), settings.guidance()), latent);
    }
    return latent;
  }

  private float[] condition(Prompt prompt) {
    float[] conditional = encoder.encode(prompt);
    float[] rows = Arrays.copyOf(unconditional, unconditional.length + conditional.length);
    System.arraycopy(conditional, 0, rows, unconditional.length, conditional.length);
    return rows;
  }

  private Map<String, int[]> places(Prompt prompt, List<String> words) {
    Map<String, int[]> places = new LinkedHashMap<>();
    for (String word : words) {
      int[] found = prompts.positions(prompt, word);
      if (found.length > 0) {
        places.put(word, found);
      }
    }
    return places;
  }

  private static Map<String, AttributionMap> attributions(
      Map<String, int[]> words, int[] places, AttributionSum sum, double[][] maps) {
    Map<String, AttributionMap> attributions = new LinkedHashMap<>();
    words.forEach(
        (word, found) -> {
          int[] rows =
              Arrays.stream(found).map(place -> Arrays.binarySearch(places, place)).toArray();
          attributions.put(word, sum.mean(maps, rows));
        });
    return attributions;
  }

  private static void scale(double[] from, double[] to, double factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i] * factor;
    }
  }

  private static boolean isFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
