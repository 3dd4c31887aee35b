package io.lexiseg.vision.encoder.tensorrt;

import io.lexiseg.vision.encoder.plan.PlanTarget;
import java.util.List;
import java.util.Optional;

/** A sighting as one line between two processes; the values stand between tabulators. */
final class GpuReport {
  private static final String MARK = "lexiseg-gpu";
  private static final String READY = "ready";
  private static final int READY_FIELDS = 8;
  private static final int MISSING_FIELDS = 3;

  private GpuReport() {}

  static String write(Sighting sighting) {
    if (sighting instanceof Sighting.Ready ready) {
      PlanTarget target = ready.target();
      return String.join(
          "\t",
          MARK,
          READY,
          target.tensorRt(),
          target.gpu(),
          target.computeCapability(),
          ready.cuda(),
          Long.toString(ready.freeBytes()),
          Long.toString(ready.totalBytes()));
    }
    Sighting.Missing missing = (Sighting.Missing) sighting;
    return String.join("\t", MARK, missing.step().name(), missing.sentence());
  }

  /** The sighting among lines of output, which libraries may have written to, too. */
  static Optional<Sighting> read(List<String> lines) {
    return lines.stream()
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields[0].equals(MARK))
        .findFirst()
        .flatMap(GpuReport::sighting);
  }

  private static Optional<Sighting> sighting(String[] fields) {
    if (fields.length == READY_FIELDS && fields[1].equals(READY)) {
      PlanTarget target = new PlanTarget(fields[2], fields[3], fields[4]);
      return Optional.of(
          new Sighting.Ready(
              target, fields[5], Long.parseLong(fields[6]), Long.parseLong(fields[7])));
    }
    return fields.length == MISSING_FIELDS
        ? Optional.of(new Sighting.Missing(Step.valueOf(fields[1]), fields[2]))
        : Optional.empty();
  }
}
