package io.lexiseg.cli.command;

import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.ZoneClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.Interruption;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.viewer.ViewerServer;
import io.lexiseg.cli.viewer.ViewerState;
import io.lexiseg.cli.viewer.feed.MaskFeed;
import io.lexiseg.cli.viewer.feed.ViewerFeeds;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the page for processors that run elsewhere. */
@Command(
    name = "viewer",
    description = "Serve the page that shows masks as processors elsewhere make them.",
    mixinStandardHelpOptions = true)
public final class ViewerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port of the page; 0: any free one (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address of the page (${DEFAULT-VALUE}). Whoever reaches it can change vocabularies, unless"
              + " --read-only or a token says otherwise.")
  private String address;

  @Mixin private ViewerAccessOptions access;

  @Override
  @SuppressWarnings("try") // server and feed work on threads of their own
  public Integer call() {
    Clock clock = Clock.systemUTC();
    ViewerState state = new ViewerState(clock);
    VocabularyBoard board = new VocabularyBoard();
    try (Interruption interruption = new Interruption();
        KafkaConnection connection = kafka.connect();
        VocabularyClient vocabularies =
            new VocabularyClient(connection, clock, VocabularyClient.user());
        MaskFeed masks = new MaskFeed(connection, state);
        ZoneClient zones = new ZoneClient(connection, clock, VocabularyClient.user());
        ViewerFeeds feeds = new ViewerFeeds(connection, state, board);
        ViewerServer server =
            ViewerServer.start(
                address,
                Checks.port(port),
                new ViewerServer.Content(state, board, vocabularies::send, zones::send),
                access.access(address))) {
      spec.commandLine().getErr().println("Viewer: " + server.url());
      masks.runWhile(() -> !interruption.stop().isWished());
      return ExitCode.OK;
    }
  }
}
