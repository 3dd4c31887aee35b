package io.lexiseg.vision.encoder.tensorrt;

import ai.djl.engine.Engine;
import com.sun.jna.NativeLibrary;
import io.lexiseg.vision.encoder.plan.PlanTarget;

/**
 * A GPU that has been seen, with TensorRT loaded into this process.
 *
 * @param target what plans must have been built for
 * @param memory what is left of the GPU's
 * @param locks how buffers are kept in place
 */
record TensorRtMachine(PlanTarget target, GpuMemory memory, PageLocks locks) {
  static final String DJL_ENGINE = "TensorRT";

  /**
   * Looks for a GPU, then loads TensorRT.
   *
   * @throws IllegalStateException with what is missing
   */
  static TensorRtMachine open(GpuProbe probe, TensorRtLibraries libraries) {
    Sighting sighting = probe.look();
    if (sighting instanceof Sighting.Missing missing) {
      throw new IllegalStateException("inference.engine=tensorrt: " + missing.sentence());
    }
    Sighting.Ready ready = (Sighting.Ready) sighting;
    libraries.load();
    startDjl();
    return new TensorRtMachine(
        ready.target(),
        new GpuMemory(ready.target().gpu(), ready.freeBytes()),
        CudaPageLocks.by(NativeLibrary.getInstance(TensorRtLibraries.RUNTIME)));
  }

  static void startDjl() {
    // DJL asks the network where it runs, and looks for a second engine, unless told not to.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.tensorrt.disable_alternative", "true");
    // What does not ask for TensorRT must not get it.
    System.setProperty("ai.djl.default_engine", "OnnxRuntime");
    Engine.getEngine(DJL_ENGINE);
  }
}
