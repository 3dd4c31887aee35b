package io.lexiseg.processor.topology;

import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.frame.CameraMemories;
import io.lexiseg.processor.frame.FetchedFrames;
import io.lexiseg.processor.frame.FrameGuards;
import io.lexiseg.processor.frame.FrameProcessor;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.processor.serving.VocabularyDirectory;
import io.lexiseg.processor.serving.VocabularyReports;
import io.lexiseg.processor.waiting.WaitingRoom;
import io.lexiseg.processor.zone.ZoneTable;
import io.lexiseg.recognition.category.CategoryResolver;
import io.lexiseg.recognition.category.TestRecords;
import io.lexiseg.recognition.exemplar.ExemplarTable;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.recognition.pipeline.FilePayloadStore;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.schemas.ZoneEvent;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.segmentation.Segmenter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The frame topology without a broker, with the serdes and settings of the real one. */
final class FrameBench implements AutoCloseable {
  private final ProcessorMetrics metrics = new ProcessorMetrics();
  private final FetchedFrames fetched = new FetchedFrames();
  private final List<VocabularyStatus> reports = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService resolving = Executors.newSingleThreadScheduledExecutor();
  private final AvroSerdes serdes = AvroSerdes.open("mock://" + UUID.randomUUID());
  private final ExemplarTable exemplars = new ExemplarTable();
  private final TickingClock clock = new TickingClock(TestRecords.NOW);
  private final VocabularyDirectory directory;
  private final WaitingRoom room;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Frame> frames;
  private final TestOutputTopic<String, byte[]> deadLetters;

  private FrameBench(
      Segmenter segmenter, CategoryResolver resolver, Map<String, String> properties) {
    directory =
        new VocabularyDirectory(
            TestModels.profiles(resolver),
            "default",
            new VocabularyReports("test", clock, reports::add),
            resolving);
    var parts =
        new FrameProcessor.Parts(
            new FramePipeline(DecodeLimits.STANDARD, segmenter),
            new FilePayloadStore(List.of(), 1 << 20),
            directory,
            fetched,
            FrameGuards.open(),
            metrics,
            new CameraMemories.Budget(1 << 24),
            clock);
    Map<String, String> all = new HashMap<>(properties);
    all.put("bootstrap.servers", "none:1");
    all.put("schema.registry.url", "mock://none");
    ProcessorConfig config = ProcessorConfig.from(all);
    room =
        new WaitingRoom(
            config.vocabulary().waiting().bytes(), config.vocabulary().waiting().longest());
    metrics.waiting(room::frames, room::bytes);
    driver =
        new TopologyTestDriver(
            new SegmentationTopology(
                    serdes,
                    parts,
                    room,
                    new SegmentationTopology.Tables(exemplars, new ZoneTable()))
                .get(),
            StreamsSettings.frames(config, metrics, fetched),
            TestRecords.NOW);
    frames = input(Topics.FRAMES, Frame.class);
    deadLetters =
        driver.createOutputTopic(
            Topics.DEAD_LETTERS, new StringDeserializer(), new ByteArrayDeserializer());
  }

  static FrameBench of(Segmenter segmenter, CategoryResolver resolver) {
    return new FrameBench(segmenter, resolver, Map.of());
  }

  static FrameBench of(
      Segmenter segmenter, CategoryResolver resolver, Map<String, String> properties) {
    return new FrameBench(segmenter, resolver, properties);
  }

  /** Puts a version into the table and waits until it is resolved. */
  void define(Vocabulary vocabulary) {
    offer(vocabulary);
    awaitReady();
  }

  /** Puts a version into the table. */
  void offer(Vocabulary vocabulary) {
    input(Topics.VOCABULARIES, Vocabulary.class)
        .pipeInput(vocabulary.getVocabularyId(), vocabulary);
  }

  void bind(CameraBinding binding) {
    input(Topics.CAMERA_BINDINGS, CameraBinding.class).pipeInput(binding.getCameraId(), binding);
    awaitReady();
  }

  /** Puts the zones of a camera into the table. */
  void zones(CameraZones zones) {
    input(Topics.CAMERA_ZONES, CameraZones.class).pipeInput(zones.getCameraId(), zones);
  }

  TestOutputTopic<String, ZoneEvent> zoneEvents() {
    return output(Topics.ZONE_EVENTS, ZoneEvent.class);
  }

  /** Puts an exemplar into the table, or takes it out, and says what the table has then. */
  Optional<Exemplar> show(String id, @Nullable Exemplar exemplar) {
    input(Topics.EXEMPLARS, Exemplar.class).pipeInput(id, exemplar);
    return exemplars.find(id);
  }

  /** Time passes, and what looks regularly looks. */
  void pass(Duration duration) {
    clock.pass(duration);
    driver.advanceWallClockTime(duration);
  }

  WaitingRoom room() {
    return room;
  }

  VocabularyDirectory directory() {
    return directory;
  }

  /** What a crash would leave of the frames that wait. */
  KeyValueStore<Long, Object> store() {
    return driver.getKeyValueStore("waiting-frames");
  }

  /** Takes a vocabulary out of the table. */
  void forget(String vocabularyId) {
    input(Topics.VOCABULARIES, Vocabulary.class).pipeInput(vocabularyId, (Vocabulary) null);
  }

  /** A frame as it lies on the topic. */
  byte[] bytes(Frame frame) {
    return serdes.serde(Frame.class).serializer().serialize(Topics.FRAMES, frame);
  }

  /** Puts a binding into the table. */
  void offer(CameraBinding binding) {
    input(Topics.CAMERA_BINDINGS, CameraBinding.class).pipeInput(binding.getCameraId(), binding);
  }

  /** Waits until each version known is resolved or has failed, and that is reported. */
  void awaitReady() {
    try {
      directory.awaitReady();
      resolving.submit(() -> {}).get(); // reports come after the switch
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  TopologyTestDriver driver() {
    return driver;
  }

  AvroSerdes serdes() {
    return serdes;
  }

  TestInputTopic<String, Frame> frames() {
    return frames;
  }

  TestInputTopic<String, byte[]> rawFrames() {
    return driver.createInputTopic(
        Topics.FRAMES, new StringSerializer(), new ByteArraySerializer());
  }

  TestOutputTopic<String, SegmentationMask> masks() {
    return output(Topics.MASKS, SegmentationMask.class);
  }

  TestOutputTopic<String, MaskStatistics> statistics() {
    return output(Topics.MASK_STATISTICS, MaskStatistics.class);
  }

  TestOutputTopic<String, FrameDrop> drops() {
    return output(Topics.FRAME_DROPS, FrameDrop.class);
  }

  TestOutputTopic<String, byte[]> deadLetters() {
    return deadLetters;
  }

  List<String> reasons() {
    return deadLetters.readRecordsToList().stream()
        .map(letter -> SegmentationTopologyTest.header(letter, DeadLetterHeaders.REASON))
        .toList();
  }

  FetchedFrames fetched() {
    return fetched;
  }

  ProcessorMetrics metrics() {
    return metrics;
  }

  List<VocabularyStatus> reports() {
    return reports;
  }

  private <T extends SpecificRecord> TestInputTopic<String, T> input(String topic, Class<T> type) {
    return driver.createInputTopic(topic, new StringSerializer(), serdes.serde(type).serializer());
  }

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(
      String topic, Class<T> type) {
    return driver.createOutputTopic(
        topic, new StringDeserializer(), serdes.serde(type).deserializer());
  }

  @Override
  public void close() {
    driver.close();
    resolving.shutdownNow();
    serdes.close();
  }
}
