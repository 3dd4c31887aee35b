package io.lexiseg.processor.config;

import static io.lexiseg.processor.config.ProcessorProperty.*;

import io.lexiseg.processor.config.KafkaSettings.Guarantee;
import io.lexiseg.processor.generation.GenerationSettings;
import io.lexiseg.processor.http.HttpSettings;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.pipeline.ReferenceSettings;
import io.lexiseg.vision.encoder.batch.BatchOptions;
import io.lexiseg.vision.encoder.engine.Computing;
import io.lexiseg.vision.encoder.engine.Device;
import io.lexiseg.vision.encoder.engine.EngineKind;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.mask.Mask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Everything the processor can be told; {@link ProcessorProperty} lists the properties.
 *
 * @param kafka brokers, registry, guarantee
 * @param model pack, index, profile
 * @param frames limits and memory of the frame path
 * @param vocabulary default and limits
 * @param generation prototypes on demand
 * @param http health and metrics
 */
public record ProcessorConfig(
    KafkaSettings kafka,
    ModelSettings model,
    FrameSettings frames,
    VocabularySettings vocabulary,
    GenerationSettings generation,
    HttpSettings http) {

  private static final int WAITING_WINDOWS = 1024;

  /** Two: results of one are read while the other runs. */
  private static final int SLOTS_OF_PLANS = 2;

  /** More than any plan takes; batches are no larger than the largest plan. */
  private static final int BATCH_OF_PLANS = 64;

  /** A thread holds the cameras of its partitions; with one per core, idle cameras idle a core. */
  private static final int THREADS_PER_CORE = 2;

  /**
   * Reads properties.
   *
   * @param properties by {@link ProcessorProperty#key()}; those with {@link
   *     ProcessorProperty#KAFKA_PREFIX} and {@link ProcessorProperty#REGISTRY_PREFIX} are passed on
   * @throws IllegalArgumentException if anything is missing, unknown or wrong; the message names
   *     all of it
   */
  public static ProcessorConfig from(Map<String, String> properties) {
    PropertyReader reader = new PropertyReader(properties);
    FrameSettings frames = frames(reader);
    ProcessorConfig config =
        new ProcessorConfig(
            kafka(reader),
            model(reader, frames),
            frames,
            vocabulary(reader),
            generation(reader),
            http(reader));
    reader.finish();
    return config;
  }

  private static KafkaSettings kafka(PropertyReader reader) {
    Map<String, String> clients = reader.passedOn(KAFKA_PREFIX);
    clients.keySet().stream()
        .filter(ReservedKeys::isReserved)
        .forEach(
            key -> reader.problem(KAFKA_PREFIX + key, "to be left to the processor", "a value"));
    return new KafkaSettings(
        reader.text(BOOTSTRAP_SERVERS),
        reader.text(SCHEMA_REGISTRY_URL),
        name(reader, APPLICATION_ID),
        reader.optional(INSTANCE_ID),
        reader.choice(GUARANTEE, Guarantee.values()),
        clients,
        reader.passedOn(REGISTRY_PREFIX));
  }

  private static ModelSettings model(PropertyReader reader, FrameSettings frames) {
    return new ModelSettings(
        reader.text(PACK),
        reader.optional(INDEX),
        reader.optional(PROFILE),
        inference(reader),
        Map.of(),
        new ReferenceSettings(frames.referenceRoots(), frames.maxBytes()));
  }

  /**
   * Reads how networks run, and nothing else.
   *
   * @param properties those that begin with {@code inference.} and {@code batch.}
   * @throws IllegalArgumentException if any is unknown or wrong; the message names all of it
   */
  public static InferenceOptions inference(Map<String, String> properties) {
    PropertyReader reader = new PropertyReader(properties);
    InferenceOptions options = inference(reader);
    reader.finish();
    return options;
  }

  private static InferenceOptions inference(PropertyReader reader) {
    Computing computing = computing(reader);
    boolean plans = computing.engine() == EngineKind.TENSORRT;
    int slots = (int) reader.number(INFERENCE_SLOTS, 0, 512);
    int batch = (int) reader.number(BATCH_SIZE, 0, 1024);
    Duration wait = Duration.ofMillis(reader.number(BATCH_WAIT, 0, 10_000));
    return new InferenceOptions(
        computing,
        slots == 0 && plans ? SLOTS_OF_PLANS : perCore(1, slots),
        (int) reader.number(INFERENCE_THREADS, 1, 512),
        new BatchOptions(batch == 0 ? (plans ? BATCH_OF_PLANS : 1) : batch, wait, WAITING_WINDOWS));
  }

  private static Computing computing(PropertyReader reader) {
    EngineKind engine = reader.choice(INFERENCE_ENGINE, EngineKind.values());
    Precision precision = reader.choice(INFERENCE_PRECISION, Precision.values());
    boolean plans = engine == EngineKind.TENSORRT;
    Device device =
        reader.choiceOrAuto(INFERENCE_DEVICE, Device.values(), plans ? Device.CUDA : Device.CPU);
    if (plans && device != Device.CUDA) {
      reader.problem(
          INFERENCE_DEVICE, "auto or cuda with inference.engine=tensorrt", "'" + device + "'");
      return Computing.CPU;
    }
    return new Computing(engine, device, precision);
  }

  private static FrameSettings frames(PropertyReader reader) {
    List<Path> roots = reader.list(REFERENCE_ROOTS).stream().map(Path::of).toList();
    roots.stream()
        .filter(root -> !root.isAbsolute())
        .forEach(root -> reader.problem(REFERENCE_ROOTS, "absolute folders", "'" + root + "'"));
    return new FrameSettings(
        perCore(THREADS_PER_CORE, reader.number(THREADS, 0, 512)),
        reader.number(BUFFER_BYTES, 1 << 20, Long.MAX_VALUE),
        (int) reader.number(LIMIT_BYTES, 1, Integer.MAX_VALUE - 8),
        (int) reader.number(LIMIT_PIXELS, 1, DecodeLimits.LARGEST_PIXELS),
        roots,
        Duration.ofMillis(reader.number(FRAME_SLOWEST, 0, 3_600_000)),
        reader.number(STEADY_BYTES, 0, Long.MAX_VALUE),
        share(reader));
  }

  private static OptionalDouble share(PropertyReader reader) {
    String text = reader.text(CAMERA_SHARE);
    if (text.equals("auto")) {
      return OptionalDouble.empty();
    }
    try {
      double share = Double.parseDouble(text);
      if (share > 0 && share <= 1) {
        return OptionalDouble.of(share);
      }
    } catch (NumberFormatException e) {
      // reported below like a number out of range
    }
    reader.problem(CAMERA_SHARE, "auto or a number above 0 up to 1", "'" + text + "'");
    return OptionalDouble.empty();
  }

  private static VocabularySettings vocabulary(PropertyReader reader) {
    return new VocabularySettings(
        name(reader, VOCABULARY_DEFAULT),
        (int) reader.number(LIMIT_CATEGORIES, 1, Mask.MAX_CATEGORIES),
        (int) reader.number(LIMIT_VOCABULARIES, 1, 100_000),
        reader.number(LIMIT_EXEMPLAR_BYTES, 0, Long.MAX_VALUE),
        Duration.ofSeconds(reader.number(INDEX_FOLLOW, 0, 86_400)),
        new VocabularySettings.Waiting(
            reader.number(WAITING_BYTES, 0, Long.MAX_VALUE),
            Duration.ofSeconds(reader.number(WAITING_TIME, 0, 86_400))));
  }

  private static GenerationSettings generation(PropertyReader reader) {
    return new GenerationSettings(
        reader.optional(GENERATE_GENERATOR),
        (int) reader.number(GENERATE_CAPTIONS, 1, 1000),
        (int) reader.number(GENERATE_CATEGORIES, 0, Mask.MAX_CATEGORIES),
        (int) reader.number(GENERATE_HOUR, 0, 1_000_000));
  }

  private static HttpSettings http(PropertyReader reader) {
    return new HttpSettings(reader.text(HTTP_ADDRESS), (int) reader.number(HTTP_PORT, 0, 65_535));
  }

  private static int perCore(int ofCore, long count) {
    return count == 0 ? ofCore * Runtime.getRuntime().availableProcessors() : (int) count;
  }

  /** Names become parts of topic, group and folder names. */
  private static String name(PropertyReader reader, ProcessorProperty property) {
    String name = reader.text(property);
    if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
      reader.problem(property, "1 to 100 of A-Z a-z 0-9 . _ -", "'" + name + "'");
    }
    return name;
  }
}
