package io.lexiseg.lab.builders;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.indexbuilder.generation.OpenMaker;
import io.lexiseg.indexbuilder.generation.PrototypeMaker;
import io.lexiseg.indexbuilder.generation.PrototypeProvenance;
import io.lexiseg.indexbuilder.service.BuilderApplication;
import io.lexiseg.indexbuilder.service.BuilderConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * An index builder in a JVM of its own whose generator takes a millisecond and draws nothing: a
 * caption gives one prototype, made of its seed. The end of standard input stops it.
 */
final class SimulatedBuilder {
  static final String GENERATOR = "simulated";
  private static final int DIMENSION = 4;
  private static final Duration REQUEST = Duration.ofMillis(1);

  private SimulatedBuilder() {}

  /** Arguments are properties, {@code name=value}. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> properties = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      properties.put(parts[0], parts[1]);
    }
    OpenMaker maker = new OpenMaker(new Maker(), GENERATOR, GENERATOR);
    try (BuilderApplication builder =
        new BuilderApplication(BuilderConfig.from(properties), maker)) {
      builder.start();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static final class Maker implements PrototypeMaker {
    @Override
    public int batchSize() {
      return 1;
    }

    @Override
    public List<CaptionOutcome> make(List<CaptionTask> tasks) {
      long end = System.nanoTime() + REQUEST.toNanos() * tasks.size();
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return tasks.stream().map(Maker::outcome).toList();
    }

    private static CaptionOutcome outcome(CaptionTask task) {
      float[] key = new float[DIMENSION];
      key[(int) (task.seed() % DIMENSION)] = 1;
      float[] values = {task.seed(), 1, 2, 3};
      var provenance =
          new PrototypeProvenance(
              task.id(),
              task.caption(),
              task.caption(),
              task.caption(),
              task.seed(),
              new GeneratorIdentity(GENERATOR, "0".repeat(64), "draws nothing"),
              GENERATOR,
              "0".repeat(64),
              0.5,
              0.5);
      var prototype = new GeneratedPrototype(task.caption(), key, values, provenance);
      return new CaptionOutcome(task, List.of(prototype), List.of());
    }

    @Override
    public void close() {}
  }
}
