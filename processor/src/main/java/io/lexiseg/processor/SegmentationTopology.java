package io.lexiseg.processor;

import io.lexiseg.processor.exemplar.ExemplarTable;
import io.lexiseg.processor.frame.FrameProcessor;
import io.lexiseg.processor.pace.PacedProcessor;
import io.lexiseg.processor.vocabulary.TableProcessor;
import io.lexiseg.processor.vocabulary.VocabularyDirectory;
import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * From frames to masks, drops and dead letters; the tables of vocabularies and bindings are
 * complete before the first frame.
 */
public final class SegmentationTopology implements Supplier<Topology> {
  private static final String FRAMES = "frames-source";
  private static final String SEGMENT = "segment";
  private static final String MASKS = "masks-sink";
  private static final String STATISTICS = "mask-statistics-sink";
  private static final String DROPS = "frame-drops-sink";

  private final AvroSerdes serdes;
  private final Function<FrameProcessor.Names, Processor<String, Frame, String, SpecificRecord>>
      segmenting;
  private final Supplier<VocabularyDirectory> vocabularies;
  private final Consumer<String> gone;
  private final ExemplarTable exemplars;

  /**
   * Creates the topology.
   *
   * @param serdes stays open as long as the topology runs
   * @param parts shared by its tasks
   * @param exemplars told what the topic of exemplars holds
   */
  public SegmentationTopology(
      AvroSerdes serdes, FrameProcessor.Parts parts, ExemplarTable exemplars) {
    this.serdes = serdes;
    this.exemplars = exemplars;
    this.segmenting =
        names -> new PacedProcessor<>(new FrameProcessor(parts, names), parts.guards().pace());
    this.vocabularies = parts::vocabularies;
    this.gone = parts.metrics()::vocabularyGone;
  }

  /** A topology that can be described, and does nothing. */
  SegmentationTopology(AvroSerdes serdes) {
    this.serdes = serdes;
    this.exemplars = new ExemplarTable();
    this.segmenting = names -> new Described();
    this.gone = vocabularyId -> {};
    this.vocabularies =
        () -> {
          throw new IllegalStateException("topology: expected to be described, not to be run");
        };
  }

  /** Stands where frames would be segmented. */
  private static final class Described implements Processor<String, Frame, String, SpecificRecord> {
    @Override
    public void process(Record<String, Frame> frame) {
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
    topology.addSource(
        FRAMES,
        Serdes.String().deserializer(),
        serdes.serde(Frame.class).deserializer(),
        Topics.FRAMES);
    var names = new FrameProcessor.Names(MASKS, STATISTICS, DROPS);
    topology.addProcessor(SEGMENT, () -> segmenting.apply(names), FRAMES);
    sink(topology, MASKS, Topics.MASKS, SegmentationMask.class);
    sink(topology, STATISTICS, Topics.MASK_STATISTICS, MaskStatistics.class);
    sink(topology, DROPS, Topics.FRAME_DROPS, FrameDrop.class);
    // Last, so that another table does not renumber the tasks of frames.
    table(topology, Topics.VOCABULARIES, Vocabulary.class, this::vocabularyChanged);
    table(
        topology,
        Topics.CAMERA_BINDINGS,
        CameraBinding.class,
        (id, binding) -> vocabularies.get().bindingChanged(id, binding));
    table(topology, Topics.EXEMPLARS, Exemplar.class, exemplars::changed);
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
