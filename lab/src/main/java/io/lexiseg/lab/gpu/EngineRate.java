package io.lexiseg.lab.gpu;

import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.HalfFloat;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Runs one network of pictures on noise, without preparation and batcher: the bare engine. */
final class EngineRate implements AutoCloseable {
  private static final int CHANNELS = 3;

  private final PixelInput input;
  private final String output;
  private final LoadedModel model;
  private final Slot slot;
  private final ElementType type;
  private final Optional<Copies> copies;

  /**
   * Opens a slot.
   *
   * @param model owned by this from now on
   * @param copies empty: there is no GPU, copies are not timed
   */
  EngineRate(LoadedModel model, PixelInput input, String output, Optional<Copies> copies) {
    this.model = model;
    this.input = input;
    this.output = output;
    this.copies = copies;
    this.slot = model.openSlot();
    this.type = slot.inputType(input.name(), ElementType.FLOAT32);
  }

  /** Times runs of so many pictures. */
  Split measure(int batch, Duration time) {
    write(batch);
    slot.run();
    OutputTensor found = slot.output(output);
    long inBytes = shape(batch).elements() * type.sizeBytes();
    // 16 bits in means 16 bits out.
    long outBytes = found.shape().elements() * type.sizeBytes();
    double run = Timing.medianMillis(time, () -> run(batch));
    double read = Timing.medianMillis(time.dividedBy(4), () -> slot.output(output));
    return new Split(
        batch,
        run,
        copies.map(cuda -> cuda.inMillis(inBytes, time.dividedBy(4))).orElse(0.0),
        copies.map(cuda -> cuda.outMillis(outBytes, time.dividedBy(4))).orElse(0.0),
        read);
  }

  /** Runs on what the buffer holds. */
  void run(int batch) {
    slot.input(input.name(), type, shape(batch));
    slot.run();
  }

  @Override
  public void close() {
    slot.close();
    model.close();
  }

  private TensorShape shape(int batch) {
    return TensorShape.of(batch, CHANNELS, input.size().heightPx(), input.size().widthPx());
  }

  private void write(int batch) {
    Random random = new Random(1);
    ByteBuffer bytes = slot.input(input.name(), type, shape(batch));
    for (long i = shape(batch).elements(); i > 0; i--) {
      float value = (float) random.nextGaussian();
      if (type == ElementType.FLOAT16) {
        bytes.putShort(HalfFloat.encode(value));
      } else {
        bytes.putFloat(value);
      }
    }
  }
}
