package io.lexiseg.processor.topology;

import io.lexiseg.processor.frame.FrameProcessor;
import io.lexiseg.processor.frame.JudgedFrame;
import io.lexiseg.processor.pace.PacedProcessor;
import io.lexiseg.processor.serving.VocabularyDirectory;
import io.lexiseg.processor.waiting.FrameAdmission;
import io.lexiseg.processor.waiting.ReceivedFrame;
import io.lexiseg.processor.waiting.WaitingFrameSerde;
import io.lexiseg.processor.waiting.WaitingRoom;
import io.lexiseg.processor.zone.ZoneObserver;
import io.lexiseg.processor.zone.ZoneStateSerde;
import io.lexiseg.processor.zone.ZoneTable;
import io.lexiseg.recognition.exemplar.ExemplarTable;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.ZoneEvent;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * From frames to masks, events, drops and dead letters; the tables of vocabularies, bindings and
 * zones are complete before the first frame.
 */
public final class SegmentationTopology implements Supplier<Topology> {
  private static final String FRAMES = "frames-source";
  private static final String ADMIT = "admit";
  private static final String SEGMENT = "segment";
  private static final String MASKS = "masks-sink";
  private static final String STATISTICS = "mask-statistics-sink";
  private static final String DROPS = "frame-drops-sink";
  private static final String ZONE_EVENTS = "zone-events-sink";
  private static final String WAITING = "waiting-frames";
  private static final String ZONE_STATES = "zone-states";

  /**
   * A frame that waits fits with its headers where dead letters do. Frames come and go, so the
   * topic is cleaned soon.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          "max.message.bytes",
          String.valueOf(Topics.MAX_DEAD_LETTER_BYTES),
          "segment.bytes",
          String.valueOf(4 * Topics.MAX_MESSAGE_BYTES),
          "segment.ms",
          "600000",
          "min.cleanable.dirty.ratio",
          "0.1");

  private final AvroSerdes serdes;
  private final Function<Deserializer<Frame>, Processor<String, ReceivedFrame, String, JudgedFrame>>
      admitting;
  private final Function<
          FrameProcessor.Names, Processor<String, JudgedFrame, String, SpecificRecord>>
      segmenting;
  private final Supplier<VocabularyDirectory> vocabularies;
  private final Consumer<String> gone;
  private final Tables tables;

  /**
   * Told what topics hold, beside the directory of vocabularies.
   *
   * @param exemplars what vocabularies show
   * @param zones of cameras
   */
  public record Tables(ExemplarTable exemplars, ZoneTable zones) {}

  /**
   * Creates the topology.
   *
   * @param serdes stays open as long as the topology runs
   * @param parts shared by its tasks
   * @param room where frames wait for a vocabulary, shared by its tasks
   * @param tables filled by it
   */
  public SegmentationTopology(
      AvroSerdes serdes, FrameProcessor.Parts parts, WaitingRoom room, Tables tables) {
    this.serdes = serdes;
    this.tables = tables;
    this.admitting = frames -> new FrameAdmission(parts, room, frames, WAITING);
    this.segmenting =
        names ->
            new PacedProcessor<>(
                new FrameProcessor(parts, new ZoneObserver(tables.zones(), ZONE_STATES), names),
                parts.guards().pace());
    this.vocabularies = parts::vocabularies;
    this.gone = parts.metrics()::vocabularyGone;
  }

  /** A topology that can be described, and does nothing. */
  SegmentationTopology(AvroSerdes serdes) {
    this.serdes = serdes;
    this.tables = new Tables(new ExemplarTable(), new ZoneTable());
    this.admitting = frames -> new Described<>();
    this.segmenting = names -> new Described<>();
    this.gone = vocabularyId -> {};
    this.vocabularies =
        () -> {
          throw new IllegalStateException("topology: expected to be described, not to be run");
        };
  }

  /** Stands where frames would be admitted and segmented. */
  private static final class Described<V, R> implements Processor<String, V, String, R> {
    @Override
    public void process(Record<String, V> frame) {
      throw new IllegalStateException("topology: expected to be described, not to be run");
    }
  }

  @Override
  public Topology get() {
    Topology topology = new Topology();
    addTo(topology);
    return topology;
  }

  void addTo(Topology topology) {
    Deserializer<Frame> frames = serdes.serde(Frame.class).deserializer();
    topology.addSource(
        FRAMES, Serdes.String().deserializer(), ReceivedFrame.deserializer(frames), Topics.FRAMES);
    topology.addProcessor(ADMIT, () -> admitting.apply(frames), FRAMES);
    topology.addStateStore(
        WaitingFrameSerde.store(Stores.inMemoryKeyValueStore(WAITING))
            .withLoggingEnabled(CHANGELOG),
        ADMIT);
    var names = new FrameProcessor.Names(MASKS, STATISTICS, ZONE_EVENTS, DROPS);
    topology.addProcessor(SEGMENT, () -> segmenting.apply(names), ADMIT);
    topology.addStateStore(
        ZoneStateSerde.store(Stores.inMemoryKeyValueStore(ZONE_STATES))
            .withLoggingEnabled(Map.of()),
        SEGMENT);
    sink(topology, MASKS, Topics.MASKS, SegmentationMask.class);
    sink(topology, STATISTICS, Topics.MASK_STATISTICS, MaskStatistics.class);
    sink(topology, ZONE_EVENTS, Topics.ZONE_EVENTS, ZoneEvent.class);
    sink(topology, DROPS, Topics.FRAME_DROPS, FrameDrop.class);
    // Last, so that another table does not renumber the tasks of frames.
    table(topology, Topics.VOCABULARIES, Vocabulary.class, this::vocabularyChanged);
    table(
        topology,
        Topics.CAMERA_BINDINGS,
        CameraBinding.class,
        (id, binding) -> vocabularies.get().bindingChanged(id, binding));
    table(topology, Topics.EXEMPLARS, Exemplar.class, tables.exemplars()::changed);
    table(topology, Topics.CAMERA_ZONES, CameraZones.class, tables.zones()::changed);
  }

  private void vocabularyChanged(String vocabularyId, @Nullable Vocabulary vocabulary) {
    vocabularies.get().vocabularyChanged(vocabularyId, vocabulary);
    if (vocabulary == null) {
      gone.accept(vocabularyId);
    }
  }

  private <T extends SpecificRecord> void sink(
      Topology topology, String name, String topic, Class<T> type) {
    topology.addSink(
        name, topic, Serdes.String().serializer(), serdes.serde(type).serializer(), SEGMENT);
  }

  private <T extends SpecificRecord> void table(
      Topology topology, String topic, Class<T> type, BiConsumer<String, @Nullable T> listener) {
    Serde<T> serde = serdes.serde(type);
    String store = topic + "-table";
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(store),
                Serdes.String(),
                FixedTopicSerde.of(topic, serde))
            .withLoggingDisabled(),
        topic + "-source",
        Serdes.String().deserializer(),
        serde.deserializer(),
        topic,
        topic + "-update",
        () -> new TableProcessor<>(listener));
  }
}
