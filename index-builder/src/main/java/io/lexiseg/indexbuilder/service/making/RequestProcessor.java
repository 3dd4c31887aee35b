package io.lexiseg.indexbuilder.service.making;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.processor.metric.ProcessorMetrics;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.MadePrototype;
import io.lexiseg.schemas.PrototypeOutcome;
import io.lexiseg.schemas.PrototypeRequest;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes the prototypes of each request once; prototypes and outcome come in one transaction. A
 * request that cannot be fulfilled becomes a dead letter and counts for its set all the same.
 */
public final class RequestProcessor
    implements Processor<String, PrototypeRequest, String, SpecificRecord> {
  private final Parts parts;
  private final Names names;
  private @Nullable ProcessorContext<String, SpecificRecord> context;
  private Optional<MadeOrdinals> ordinals = Optional.empty();

  /**
   * What tasks share.
   *
   * @param maker makes prototypes
   * @param checks which requests it can fulfil
   */
  public record Parts(SharedMaker maker, RequestChecks checks, ProcessorMetrics metrics) {}

  /**
   * Names in the topology.
   *
   * @param store of the requests that were taken
   * @param prototypes sink of prototypes
   * @param outcomes sink of outcomes
   */
  public record Names(String store, String prototypes, String outcomes) {}

  /** Creates a processor for one task. */
  public RequestProcessor(Parts parts, Names names) {
    this.parts = parts;
    this.names = names;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    ordinals = Optional.of(new MadeOrdinals(processorContext.getStateStore(names.store())));
  }

  @Override
  public void process(Record<String, PrototypeRequest> record) {
    PrototypeRequest request = record.value();
    requireIdentity(record);
    if (!ordinals.orElseThrow().add(request)) {
      parts.metrics().prototypeRequest("repeated", "none", 0);
      return;
    }
    requireFit(record, request);
    CaptionOutcome made = parts.maker().make(MadeRecords.task(request));
    for (int position = 0; position < made.prototypes().size(); position++) {
      MadePrototype prototype =
          MadeRecords.prototype(request, position, made.prototypes().get(position));
      forward(record, MadeRecords.key(prototype), prototype, names.prototypes());
    }
    PrototypeOutcome outcome = MadeRecords.outcome(request, made);
    forward(record, request.getIndexName(), outcome, names.outcomes());
    count(outcome);
  }

  private void requireIdentity(Record<String, PrototypeRequest> record) {
    try {
      RequestChecks.requireIdentity(record.key(), record.value());
    } catch (RecordException e) {
      parts.metrics().prototypeRequest("dead-letter", e.reason(), 0);
      throw e;
    }
  }

  private void requireFit(Record<String, PrototypeRequest> record, PrototypeRequest request) {
    try {
      parts.checks().requireFit(request);
    } catch (RecordException e) {
      // Told before it is thrown: what was forwarded stays in the transaction of the dead letter.
      PrototypeOutcome refused = MadeRecords.refused(request, String.valueOf(e.getMessage()));
      forward(record, request.getIndexName(), refused, names.outcomes());
      parts.metrics().prototypeRequest("dead-letter", e.reason(), 0);
      throw e;
    }
  }

  private void count(PrototypeOutcome outcome) {
    boolean made = outcome.getPrototypes() > 0;
    parts
        .metrics()
        .prototypeRequest(
            made ? "made" : "dropped",
            made ? "none" : outcome.getDropped().get(0).getReason(),
            outcome.getPrototypes());
  }

  private void forward(Record<?, ?> cause, String key, SpecificRecord value, String sink) {
    Objects.requireNonNull(context).forward(new Record<>(key, value, cause.timestamp()), sink);
  }
}
