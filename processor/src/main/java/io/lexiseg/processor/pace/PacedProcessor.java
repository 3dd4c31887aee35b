package io.lexiseg.processor.pace;

import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Tells a {@link FramePace} how long each frame of another processor took, and keeps a stream
 * thread at one frame of each partition between commits.
 *
 * <p>While records are quick, Kafka Streams takes more and more of them at once, and would then
 * take as many slow ones before it commits. A punctuation behind each pass resets that.
 */
public final class PacedProcessor<V, R> implements Processor<String, V, String, R> {
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final Processor<String, V, String, R> processor;
  private final FramePace pace;
  private @Nullable ProcessorContext<String, R> context;
  private @Nullable Cancellable pulse;

  /** Paces a processor. */
  public PacedProcessor(Processor<String, V, String, R> processor, FramePace pace) {
    this.processor = processor;
    this.pace = pace;
  }

  @Override
  public void init(ProcessorContext<String, R> processorContext) {
    context = processorContext;
    processor.init(processorContext);
  }

  @Override
  public void process(Record<String, V> record) {
    pulse();
    long start = System.nanoTime();
    processor.process(record);
    pace.took(Duration.ofNanos(System.nanoTime() - start), record.key());
  }

  /** Stream time is aligned to 1970, so the first punctuation comes behind this very pass. */
  private void pulse() {
    if (pulse == null) {
      pulse =
          Objects.requireNonNull(context)
              .schedule(AT_ONCE, PunctuationType.STREAM_TIME, time -> endPulse());
    }
  }

  private void endPulse() {
    Objects.requireNonNull(pulse).cancel();
    pulse = null;
  }

  @Override
  public void close() {
    processor.close();
  }
}
