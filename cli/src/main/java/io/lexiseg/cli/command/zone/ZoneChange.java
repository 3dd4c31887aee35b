package io.lexiseg.cli.command.zone;

import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.ZoneAnswers;
import io.lexiseg.cli.client.ZoneClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.Json;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.output.RecordJson;
import io.lexiseg.schemas.ZoneAction;
import io.lexiseg.schemas.ZoneAnswer;
import io.lexiseg.schemas.ZoneCommand;
import io.lexiseg.schemas.ZoneVerdict;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command line that becomes one zone command, sent and answered. */
abstract class ZoneChange implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Parameters(index = "0", paramLabel = "CAMERA", description = "Camera id.")
  private String camera;

  @Option(
      names = "--expected-version",
      paramLabel = "N",
      description = "Refuse the change unless this is the current version of the camera's zones.")
  private @Nullable Integer expectedVersion;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Wait this long for the answer; 0: do not wait (${DEFAULT-VALUE}).")
  private int waitSeconds;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final ZoneAction action;

  ZoneChange(ZoneAction action) {
    this.action = action;
  }

  /** Says what is asked for. */
  abstract void fill(ZoneCommand.Builder command);

  @Override
  public Integer call() {
    Checks.require(waitSeconds >= 0, "--wait: expected 0 or more, got " + waitSeconds);
    ZoneCommand.Builder command = ZoneCommand.newBuilder().setCameraId(camera).setAction(action);
    Optional.ofNullable(expectedVersion).ifPresent(command::setExpectedVersion);
    fill(command); // before anything is sent, as it may be wrong
    try (KafkaConnection connection = kafka.connect();
        ZoneAnswers answers = new ZoneAnswers(connection);
        ZoneClient client =
            new ZoneClient(connection, Clock.systemUTC(), VocabularyClient.user())) {
      String commandId = client.send(command);
      if (waitSeconds == 0) {
        spec.commandLine().getOut().println("command " + commandId + " sent");
        return ExitCode.OK;
      }
      return show(answers.await(commandId, Duration.ofSeconds(waitSeconds)));
    }
  }

  private int show(ZoneAnswer answer) {
    PrintWriter out = spec.commandLine().getOut();
    boolean accepted = answer.getVerdict() == ZoneVerdict.ACCEPTED;
    if (json) {
      Json.print(out, RecordJson.of(answer));
    } else if (accepted) {
      out.printf("zones of camera %s version %d%n", answer.getCameraId(), answer.getVersion());
    }
    if (!accepted) {
      spec.commandLine()
          .getErr()
          .printf(
              "camera %s: refused: %s%n",
              answer.getCameraId(), answer.getError().orElse("no reason given"));
    }
    return accepted ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
