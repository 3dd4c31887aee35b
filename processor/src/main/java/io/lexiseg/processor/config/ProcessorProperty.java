package io.lexiseg.processor.config;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every property of the processor, each one row of the table in the README. */
public enum ProcessorProperty {
  /** Brokers. */
  BOOTSTRAP_SERVERS("bootstrap.servers", "host:port,...", null, "Kafka brokers"),
  /** Schema registry. */
  SCHEMA_REGISTRY_URL("schema.registry.url", "URL", null, "schema registry"),
  /** Consumer group. */
  APPLICATION_ID(
      "application.id", "name", "lexiseg", "consumer groups, transactions and metrics carry it"),
  /** Stable name of one process. */
  INSTANCE_ID(
      "instance.id",
      "name or empty",
      "",
      "name that a process keeps when it restarts and shares with no other: it takes its partitions"
          + " back at once; empty: a random one"),
  /** Delivery guarantee. */
  GUARANTEE(
      "guarantee",
      "at-least-once | exactly-once",
      "at-least-once",
      "what a crash does to results of frames: some twice, or each exactly once for read_committed"
          + " readers; commands are always decided exactly once"),
  /** Model pack. */
  PACK("pack", "id or folder", "lite", "model pack, installed or by folder"),
  /** Prototype index. */
  INDEX("index", "file: or redis: address", "", "prototype index; empty: the one that ships"),
  /** Looks for another generation. */
  INDEX_FOLLOW(
      "index.follow",
      "0..86400 s",
      "10",
      "how often to look whether another generation of the index is published; 0: never"),
  /** Preset of the pack. */
  PROFILE("profile", "name or empty", "", "preset for cameras that name none; empty: the pack's"),
  /** Vocabulary of unbound cameras. */
  VOCABULARY_DEFAULT(
      "vocabulary.default", "vocabulary id", "default", "vocabulary of cameras without a binding"),
  /** Limit on a vocabulary. */
  LIMIT_CATEGORIES("limit.categories", "1..65535", "1000", "most categories of a vocabulary"),
  /** Limit on vocabularies. */
  LIMIT_VOCABULARIES(
      "limit.vocabularies",
      "1..100000",
      "1000",
      "most vocabularies that are not deleted; as many deleted ones are remembered"),
  /** Limit on exemplars. */
  LIMIT_EXEMPLAR_BYTES(
      "limit.exemplar.bytes",
      "bytes",
      "134217728",
      "most bytes of exemplars in all vocabularies, in the heap of every processor; a picture by"
          + " reference counts nothing"),
  /** Generator of prototypes on demand. */
  GENERATE_GENERATOR(
      "generate.generator",
      "id or empty",
      "",
      "generator pack that index builders draw with for categories that say `generate: weak`; empty:"
          + " nothing is asked for"),
  /** Captions on demand. */
  GENERATE_CAPTIONS(
      "generate.captions", "1..1000", "40", "captions that are asked for one such category"),
  /** Limit on prototypes on demand of a vocabulary. */
  GENERATE_CATEGORIES(
      "generate.limit.vocabulary",
      "0..65535",
      "20",
      "most categories of a vocabulary that prototypes are made for"),
  /** Limit on prototypes on demand. */
  GENERATE_HOUR(
      "generate.limit.hour",
      "0..1000000",
      "2000",
      "most captions asked for within an hour, for all vocabularies; what is beyond waits"),
  /** Limit on an encoded frame. */
  LIMIT_BYTES("limit.bytes", "bytes", "16777216", "largest encoded frame"),
  /** Limit on a decoded frame. */
  LIMIT_PIXELS(
      "limit.pixels",
      "pixels",
      "64000000",
      "largest height times width of a frame; less where the heap does not hold it"),
  /** Folders of referenced frames. */
  REFERENCE_ROOTS(
      "reference.roots", "folder,...", "", "folders that file: references may point into"),
  /** Threads that segment. */
  THREADS(
      "threads",
      "0..512",
      "0",
      "frames in work at once; 0: two per core, so that no core waits for one camera"),
  /** Patience with frames. */
  FRAME_SLOWEST(
      "frame.slowest",
      "0..3600000 ms",
      "0",
      "longest that one frame takes; time-outs of transactions and polls follow from it; 0: measured"
          + " at start and while frames flow"),
  /** Memory of cameras. */
  STEADY_BYTES(
      "steady.bytes",
      "bytes",
      "268435456",
      "memory of what stands still before cameras (docs/steady.md), about 8 MB a camera; beyond it the"
          + " camera seen longest ago begins anew; 0: every frame is made anew, and no region"
          + " keeps its id"),
  /** Fairness among cameras. */
  CAMERA_SHARE(
      "camera.share",
      "auto | 0..1",
      "auto",
      "part of a stream thread's time for one camera whose frames are late while others wait; auto:"
          + " about what the busiest uses, 0.1 to an equal part, or what is left to one that sends no"
          + " more frames; 1: no limit"),
  /** Memory for waiting frames. */
  BUFFER_BYTES("buffer.bytes", "bytes", "268435456", "memory for frames that wait to be segmented"),
  /** Memory for frames without a vocabulary. */
  WAITING_BYTES(
      "waiting.bytes",
      "bytes",
      "67108864",
      "memory for frames whose vocabulary is not ready yet, at most half of it for one camera; what"
          + " does not fit becomes a dead letter; 0: all of it"),
  /** Patience of frames without a vocabulary. */
  WAITING_TIME(
      "waiting.time",
      "0..86400 s",
      "600",
      "longest that a frame waits for its vocabulary, then it becomes a dead letter; 0: at once"),
  /** What runs networks. */
  INFERENCE_ENGINE(
      "inference.engine",
      "onnxruntime | tensorrt",
      "onnxruntime",
      "what runs networks; tensorrt: plans built by `models plan`, on an NVIDIA GPU"
          + " (docs/tensorrt.md)"),
  /** What networks compute on. */
  INFERENCE_DEVICE(
      "inference.device",
      "auto | cpu | cuda | cuda-tensorrt",
      "auto",
      "what networks compute on; cuda: the first visible NVIDIA GPU; cuda-tensorrt: the same by ONNX"
          + " Runtime's TensorRT provider; auto: cuda with `inference.engine=tensorrt`, else cpu; results"
          + " have to be the CPU's"),
  /** What TensorRT computes in. */
  INFERENCE_PRECISION("inference.precision", "fp16 | fp32", "fp16", "what TensorRT computes in"),
  /** Places where networks run. */
  INFERENCE_SLOTS(
      "inference.slots",
      "0..512",
      "0",
      "runs of a network at the same time; 0: one per core, two with TensorRT"),
  /** Threads of a run. */
  INFERENCE_THREADS("inference.threads", "1..512", "1", "threads that share one run"),
  /** Size of batches. */
  BATCH_SIZE(
      "batch.size",
      "0..1024",
      "0",
      "most windows that run together; 0: 1, with TensorRT as many as there are plans for"),
  /** Patience of batches. */
  BATCH_WAIT("batch.wait", "0..10000 ms", "0", "longest that a window waits for others"),
  /** Address of the HTTP server. */
  HTTP_ADDRESS("http.address", "host or address", "127.0.0.1", "address of health and metrics"),
  /** Port of the HTTP server. */
  HTTP_PORT("http.port", "0..65535", "8082", "port of health and metrics; 0: any free one");

  /** Properties that begin with this go to the Kafka clients without it. */
  public static final String KAFKA_PREFIX = "kafka.";

  /** Properties that begin with this go to the client of the schema registry without it. */
  public static final String REGISTRY_PREFIX = "registry.";

  /** Properties that begin with this are for the index builder; processors leave them alone. */
  public static final String BUILDER_PREFIX = "builder.";

  private final String key;
  private final String type;
  private final Optional<String> defaultValue;
  private final String meaning;

  ProcessorProperty(String key, String type, @Nullable String value, String meaning) {
    this.key = key;
    this.type = type;
    this.defaultValue = Optional.ofNullable(value);
    this.meaning = meaning;
  }

  /** Name in maps and files. */
  public String key() {
    return key;
  }

  /** Type with its unit, for people. */
  public String type() {
    return type;
  }

  /** Value where none is given; empty: a value must be given. */
  public Optional<String> defaultValue() {
    return defaultValue;
  }

  /** What it does, for people. */
  public String meaning() {
    return meaning;
  }

  /** The row of this property in the README's table. */
  public String tableRow() {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            key,
            type.replace("|", "\\|"),
            defaultValue.map(v -> v.isEmpty() ? "" : "`" + v + "`").orElse("required"),
            meaning);
  }

  /** Whether there is a property of that name, or one that is passed on. */
  public static boolean isKnown(String key) {
    return of(key).isPresent() || isPassedOn(key);
  }

  static boolean isPassedOn(String key) {
    return key.startsWith(KAFKA_PREFIX)
        || key.startsWith(REGISTRY_PREFIX)
        || key.startsWith(BUILDER_PREFIX);
  }

  static Optional<ProcessorProperty> of(String key) {
    return Arrays.stream(values()).filter(property -> property.key.equals(key)).findFirst();
  }
}
