package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine whose networks are Java; it counts what is open. */
final class FakeEngine implements InferenceEngine {
  final AtomicInteger open = new AtomicInteger();
  private Optional<InferenceEngine> reference = Optional.empty();
  private final Map<String, ElementType> types = new ConcurrentHashMap<>();
  private final Map<String, TensorShape> shapes = new ConcurrentHashMap<>();
  private final Map<Path, Network> networks = new ConcurrentHashMap<>();

  /** One input as it was written. */
  record Input(ElementType type, TensorShape shape, ByteBuffer bytes) {}

  /** A network in Java. */
  interface Network {
    Set<String> inputs();

    Map<String, OutputTensor> run(Map<String, Input> inputs);
  }

  /** Takes an input in another type than the network declares. */
  void take(String input, ElementType type) {
    types.put(input, type);
  }

  /** Takes an input in that shape only, without the batch. */
  void take(String input, TensorShape item) {
    shapes.put(input, item);
  }

  /** Lets this engine be held against another. */
  void trust(InferenceEngine other) {
    reference = Optional.of(other);
  }

  @Override
  public Optional<InferenceEngine> reference() {
    return reference;
  }

  void put(Path file, Network network) {
    networks.put(file, network);
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public LoadedModel load(Path file) {
    Network network = networks.get(file);
    if (network == null) {
      throw new IllegalArgumentException(file + ": expected a network");
    }
    open.incrementAndGet();
    return new LoadedModel() {
      @Override
      public Set<String> inputs() {
        return network.inputs();
      }

      @Override
      public Slot openSlot() {
        open.incrementAndGet();
        return new FakeSlot(network);
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  private final class FakeSlot implements Slot {
    private final Network network;
    private final Map<String, Input> inputs = new HashMap<>();
    private Map<String, OutputTensor> outputs = Map.of();

    FakeSlot(Network network) {
      this.network = network;
    }

    @Override
    public ElementType inputType(String name, ElementType otherwise) {
      return types.getOrDefault(name, otherwise);
    }

    @Override
    public Optional<TensorShape> itemShape(String name) {
      return Optional.ofNullable(shapes.get(name));
    }

    @Override
    public ByteBuffer input(String name, ElementType type, TensorShape shape) {
      int size = Math.toIntExact(shape.elements() * type.sizeBytes());
      ByteBuffer bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
      inputs.put(name, new Input(type, shape, bytes));
      return bytes.duplicate().order(ByteOrder.nativeOrder());
    }

    @Override
    public void run() {
      outputs = network.run(inputs);
    }

    @Override
    public OutputTensor output(String name) {
      return Objects.requireNonNull(outputs.get(name), name);
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
