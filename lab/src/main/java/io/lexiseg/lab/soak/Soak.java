package io.lexiseg.lab.soak;

import io.lexiseg.lab.soak.checker.AnswerCheck;
import io.lexiseg.lab.soak.checker.FrameCheck;
import io.lexiseg.lab.soak.checker.LegendCheck;
import io.lexiseg.lab.soak.checker.OutageCheck;
import io.lexiseg.lab.soak.checker.ReportCheck;
import io.lexiseg.lab.soak.checker.RunRecords;
import io.lexiseg.lab.soak.checker.Verdict;
import io.lexiseg.lab.soak.checker.VersionCheck;
import io.lexiseg.lab.system.Server;
import io.lexiseg.lab.system.TestedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs a system of several processes, broker with registry, two processors, cameras and two
 * operators, with faults in between; lets it come to rest, then judges the records it left.
 */
final class Soak {
  private static final long REST_NANOS = Duration.ofSeconds(75).toNanos();
  private static final long POLL_MILLIS = 1000;

  private final SoakSettings settings;
  private final Consumer<String> progress;

  /**
   * Prepares.
   *
   * @param progress gets a line about how it stands, once a second
   */
  Soak(SoakSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Runs to the end.
   *
   * @return what was found; the folder keeps logs and records
   * @throws IOException if a process cannot be started
   */
  List<Verdict> run() throws IOException, InterruptedException {
    Files.createDirectories(settings.folder());
    TestedModel model = TestedModel.prepare(settings.pack(), settings.folder(), settings.seed());
    List<Verdict> verdicts = new ArrayList<>();
    try (Server server = Server.start(settings.folder());
        IndexLine index = IndexLine.open(settings.index(), model)) {
      try (Processors processors = Processors.start(settings, server, model, index.location())) {
        Faults faults = new Faults(settings, processors, index);
        new Traffic(settings, server, processors, progress).run(faults);
        rest(server, processors);
        processors.requireAlive();
        judge(server, processors, faults, verdicts);
      }
      progress.accept("replaying the commands");
      verdicts.add(new Replay(server, model, settings.folder().resolve("replay")).verdict());
    }
    return verdicts;
  }

  /** Instances may still be resolving what came last. */
  private void rest(Server server, Processors processors) throws InterruptedException {
    long deadline = System.nanoTime() + REST_NANOS;
    while (!reports(server, processors).passed() && System.nanoTime() < deadline) {
      progress.accept("waiting for the last reports");
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static Verdict reports(Server server, Processors processors) {
    ReportCheck reports =
        new ReportCheck(processors.names(), Set.of(processors.steady()), processors.kills());
    new RunRecords(server.connection()).enter(reports);
    return reports.verdict();
  }

  private void judge(Server server, Processors processors, Faults faults, List<Verdict> verdicts) {
    progress.accept("reading what was left");
    RunRecords records = new RunRecords(server.connection());
    FrameCheck frames = new FrameCheck();
    records.enter(frames);
    verdicts.add(frames.verdict());
    LegendCheck legends = new LegendCheck();
    records.enter(legends);
    verdicts.add(legends.verdict());
    VersionCheck versions = new VersionCheck();
    records.enter(versions);
    verdicts.add(versions.verdict());
    AnswerCheck answers = new AnswerCheck();
    records.enter(answers);
    verdicts.add(answers.verdict());
    verdicts.add(reports(server, processors));
    if (faults.outage().isPresent()) {
      OutageCheck outage = faults.outage().get();
      records.enter(outage);
      verdicts.add(outage.verdict());
    }
    verdicts.add(processors.memory());
    verdicts.add(processors.lives());
  }
}
