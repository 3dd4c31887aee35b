package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.EncoderException;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.encoder.batch.BatchOptions;
import io.lexiseg.vision.encoder.batch.DynamicBatcher;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One loaded network with its slots, checked against its description. */
final class Network<T, R> implements AutoCloseable {
  private final NetworkRole<T, R> role;
  private final LoadedModel model;
  private final List<Slot> slots = new ArrayList<>();

  private Network(NetworkRole<T, R> role, LoadedModel model) {
    this.role = role;
    this.model = model;
  }

  static <T, R> Network<T, R> load(InferenceEngine engine, NetworkRole<T, R> role) {
    return new Network<>(role, engine.load(role.file()));
  }

  /** What differs from the description; runs the network once if its inputs are right. */
  List<String> problems() {
    if (!model.inputs().equals(role.inputs())) {
      return List.of(
          problem("inputs: expected %s, got %s".formatted(role.inputs(), model.inputs())));
    }
    try {
      role.run(slot(0), List.of(role.sample()));
      return List.of();
    } catch (EncoderException e) {
      return List.of(problem(String.valueOf(e.getMessage())));
    }
  }

  /** The same network on another engine, owned by the caller. */
  Network<T, R> on(InferenceEngine engine) {
    return load(engine, role);
  }

  /** What the network makes of its role's sample. */
  float[] sampleResult() {
    return role.values(role.run(slot(0), List.of(role.sample())).get(0));
  }

  DynamicBatcher<T, R> batcher(
      int slotCount, BatchOptions options, Function<T, ?> shape, BatchListener listener) {
    List<DynamicBatcher.Worker<T, R>> workers = new ArrayList<>();
    for (int i = 0; i < slotCount; i++) {
      Slot slot = slot(i);
      workers.add(batch -> role.run(slot, batch));
    }
    return new DynamicBatcher<>(role.name(), options, shape, workers, listener);
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
