package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.EncoderSpecs;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.ImageEncoder;
import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.encoder.NamingSpec;
import io.lexiseg.vision.encoder.RegionEncoder;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.encoder.batch.BatchOptions;
import io.lexiseg.vision.encoder.batch.DynamicBatcher;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.encoder.pixel.PixelPreprocessor;
import io.lexiseg.vision.encoder.pixel.PixelTensor;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.text.Tokenizer;
import io.lexiseg.vision.text.Tokenizers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Encoders that run networks on an engine. Images are prepared on the calling threads; the networks
 * run on the batchers' threads, one a slot.
 *
 * <p><b>Threads:</b> safe.
 */
public final class NetworkEncoders implements Encoders {
  private final DenseEncoder dense;
  private final ImageEncoder image;
  private final TextEncoder text;
  private final Optional<RegionEncoder> regions;
  private final Resources resources;

  private NetworkEncoders(
      DenseEncoder dense,
      ImageEncoder image,
      TextEncoder text,
      Optional<RegionEncoder> regions,
      Resources resources) {
    this.dense = dense;
    this.image = image;
    this.text = text;
    this.regions = regions;
    this.resources = resources;
  }

  /**
   * Loads three networks, runs each once to check it, also against the engine's reference if it has
   * one, then opens the slots; this takes seconds for large networks.
   *
   * @throws IncompatibleModelException with all problems, if networks differ from their description
   * @throws IllegalStateException if results differ from those of the engine's reference
   * @throws IllegalArgumentException if a file is no network or no vocabulary
   */
  public static NetworkEncoders open(
      InferenceEngine engine,
      EncoderSpecs specs,
      InferenceOptions options,
      BatchListener listener) {
    return open(Engines.all(engine), specs, options, listener);
  }

  /** As the other, with an engine of its own for texts. */
  public static NetworkEncoders open(
      Engines engines, EncoderSpecs specs, InferenceOptions options, BatchListener listener) {
    Resources resources = new Resources(options, listener);
    try {
      return open(engines, specs, options, resources);
    } catch (RuntimeException e) { // nobody else can close what is open by now
      resources.close();
      throw e;
    }
  }

  private static NetworkEncoders open(
      Engines engines, EncoderSpecs specs, InferenceOptions options, Resources resources) {
    Tokenizer tokenizer = Tokenizers.open(specs.text().tokenizer());
    Network<PixelTensor, TokenGrid> dense =
        resources.load(engines.pictures(), new DenseRole(specs.dense()));
    Network<PixelTensor, float[]> image =
        resources.load(engines.pictures(), new ImageRole(specs.image()));
    Network<int[], float[]> text =
        resources.load(engines.texts(), new TextRole(specs.text(), tokenizer));
    check(List.of(dense, image, text));
    return new NetworkEncoders(
        new BatchedEncoders.Dense(
            specs.dense().dimension(),
            !specs.dense().input().size().isFixed(),
            preprocessor(dense, specs.dense().input()),
            resources.batcher(dense, PixelBatch::size)),
        new BatchedEncoders.Image(
            specs.image().dimension(),
            preprocessor(image, specs.image().input()),
            resources.batcher(image, PixelBatch::size)),
        new BatchedEncoders.Text(
            specs.text().dimension(),
            tokenizer,
            resources.batcher(text, options.textBatching(), ids -> ids.length)),
        specs.naming().map(naming -> names(naming, specs)),
        resources);
  }

  private static RegionEncoder names(NamingSpec naming, EncoderSpecs specs) {
    return ClassifierNames.read(naming, specs.dense().dimension(), specs.text().dimension());
  }

  /** Prepares pictures in the type that the network is given them in. */
  private static PixelPreprocessor preprocessor(Network<?, ?> network, PixelInput input) {
    return new PixelPreprocessor(input, network.inputType(input.name()));
  }

  @Override
  public DenseEncoder dense() {
    return dense;
  }

  @Override
  public ImageEncoder image() {
    return image;
  }

  @Override
  public TextEncoder text() {
    return text;
  }

  @Override
  public Optional<RegionEncoder> regions() {
    return regions;
  }

  @Override
  public void close() {
    resources.close();
  }

  private static void check(List<Network<?, ?>> networks) {
    List<String> problems = new ArrayList<>();
    networks.forEach(network -> problems.addAll(network.problems()));
    if (!problems.isEmpty()) {
      throw new IncompatibleModelException(problems);
    }
    new AccuracyGate().check(networks);
  }

  /** What is open, closed in reverse order: batchers before the networks they run. */
  private static final class Resources {
    private final InferenceOptions options;
    private final BatchListener listener;
    private final Deque<Runnable> closers = new ArrayDeque<>();

    Resources(InferenceOptions options, BatchListener listener) {
      this.options = options;
      this.listener = listener;
    }

    <T, R> Network<T, R> load(InferenceEngine engine, NetworkRole<T, R> role) {
      Network<T, R> network = Network.load(engine, role);
      closers.push(network::close);
      return network;
    }

    <T, R> DynamicBatcher<T, R> batcher(Network<T, R> network, Function<T, ?> shape) {
      return batcher(network, options.batching(), shape);
    }

    <T, R> DynamicBatcher<T, R> batcher(
        Network<T, R> network, BatchOptions batching, Function<T, ?> shape) {
      DynamicBatcher<T, R> batcher = network.batcher(options.slots(), batching, shape, listener);
      closers.push(batcher::close);
      return batcher;
    }

    synchronized void close() {
      while (!closers.isEmpty()) {
        closers.pop().run();
      }
    }
  }
}
