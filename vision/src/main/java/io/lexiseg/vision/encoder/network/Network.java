package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.encoder.batch.BatchOptions;
import io.lexiseg.vision.encoder.batch.DynamicBatcher;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One loaded network with its slots, checked against its description. */
final class Network<T, R> implements AutoCloseable {
  private final InferenceEngine engine;
  private final NetworkRole<T, R> role;
  private final LoadedModel model;
  private final List<Slot> slots = new ArrayList<>();

  private Network(InferenceEngine engine, NetworkRole<T, R> role, LoadedModel model) {
    this.engine = engine;
    this.role = role;
    this.model = model;
  }

  static <T, R> Network<T, R> load(InferenceEngine engine, NetworkRole<T, R> role) {
    return new Network<>(engine, role, engine.load(role.file()));
  }

  /** What differs from the description; runs the network once if its inputs are right. */
  List<String> problems() {
    if (!model.inputs().equals(role.inputs())) {
      return List.of(
          problem("inputs: expected %s, got %s".formatted(role.inputs(), model.inputs())));
    }
    try {
      role.run(slot(0), List.of(sample()));
      return List.of();
    } catch (EncoderException e) {
      return List.of(problem(String.valueOf(e.getMessage())));
    }
  }

  /** What runs it. */
  InferenceEngine engine() {
    return engine;
  }

  /** What the network makes of its role's sample. */
  float[] sampleResult() {
    return values(sample());
  }

  /** What the same network makes of the same sample on another engine, for this once. */
  float[] sampleResult(InferenceEngine other) {
    try (Network<T, R> trusted = load(other, role)) {
      return trusted.values(sample());
    }
  }

  /** The type that an input is written in. */
  ElementType inputType(String name) {
    return slot(0).inputType(name, ElementType.FLOAT32);
  }

  private T sample() {
    return role.sample(slot(0));
  }

  private float[] values(T item) {
    return role.values(role.run(slot(0), List.of(item)).get(0));
  }

  DynamicBatcher<T, R> batcher(
      int slotCount, BatchOptions options, Function<T, ?> shape, BatchListener listener) {
    List<DynamicBatcher.Worker<T, R>> workers = new ArrayList<>();
    for (int i = 0; i < slotCount; i++) {
      Slot slot = slot(i);
      workers.add(batch -> role.run(slot, batch));
    }
    return new DynamicBatcher<>(
        role.name(), options.limitedTo(model.largestBatch()), shape, workers, listener);
  }

  @Override
  public void close() {
    slots.forEach(Slot::close);
    slots.clear();
    model.close();
  }

  private Slot slot(int index) {
    while (slots.size() <= index) {
      slots.add(model.openSlot());
    }
    return slots.get(index);
  }

  String problem(String message) {
    return "%s (%s): %s".formatted(role.name(), role.file(), message);
  }
}
