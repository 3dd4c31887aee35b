package io.lexiseg.lab.camera;

import io.lexiseg.lab.camera.Conduct.Mood;
import io.lexiseg.lab.system.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cameras}: reads misbehaving cameras for a long time and prints what it takes. */
@Command(
    name = "cameras",
    description =
        "Read cameras on the loopback address that change their resolution, break and stall each minute, and print pictures, reconnects and what the process holds.",
    mixinStandardHelpOptions = true)
public final class CamerasCommand implements Callable<Integer> {
  private static final TestCard SMALL = new TestCard(240, 320);
  private static final TestCard LARGE = new TestCard(360, 640);
  private static final Login LOGIN = new Login("gate", "pass");

  /** When, in each minute, what happens; the rest of it is calm. */
  private static final Duration CHANGE = Duration.ofSeconds(5);

  private static final Duration AWAY = Duration.ofSeconds(3);
  private static final Duration STALL = Duration.ofSeconds(12);
  private static final Duration CALM = Duration.ofSeconds(32);

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "30",
      description = "Default: ${DEFAULT-VALUE}.")
  private int minutes;

  @Parameters(
      paramLabel = "URL",
      arity = "0..*",
      description = "Further cameras, whose servers run already; they are only read.")
  private List<String> urls = List.of();

  /** A server of ours, what stands before it and what it does. */
  private record Staged(Conduct conduct, TcpProxy proxy) {}

  /** Runs the command line and returns its exit code. */
  public static int run(List<String> words) {
    return new CommandLine(new CamerasCommand()).execute(words.toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Staged> servers = new ArrayList<>();
    List<Reader> readers = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      Conduct conduct = new Conduct(SMALL, Optional.of(LOGIN));
      CameraServer server = protocol.start(conduct);
      String host = InetAddress.getLoopbackAddress().getHostAddress();
      TcpProxy proxy = TcpProxy.start(host, server.port());
      String user = LOGIN.user() + ":" + LOGIN.password() + "@";
      servers.add(new Staged(conduct, proxy));
      readers.add(
          Reader.start(
              protocol.name(),
              server.url(user + host + ":" + proxy.localPort()),
              List.of(SMALL, LARGE)));
    }
    urls.forEach(url -> readers.add(Reader.start("further", url, List.of())));
    Holding first = Holding.now();
    System.out.printf("%6s  %s%n", "minute", Holding.HEADER);
    for (int minute = 1; minute <= minutes; minute++) {
      disturb(servers, minute % 2 == 0 ? SMALL : LARGE);
      Holding now = Holding.now();
      System.out.printf("%6d  %s   %s%n", minute, now, readers);
      first = minute == Math.min(3, minutes) ? now : first; // all code has run by then
    }
    System.out.printf("since minute 3: %s%n", Holding.now().since(first));
    return readers.stream().allMatch(Reader::isUndistorted) ? 0 : 1;
  }

  /** Takes a minute. */
  private static void disturb(List<Staged> servers, TestCard card)
      throws IOException, InterruptedException {
    Thread.sleep(CHANGE.toMillis());
    servers.forEach(server -> server.conduct().show(card));
    Thread.sleep(CHANGE.toMillis());
    for (Staged server : servers) {
      server.proxy().cut();
    }
    Thread.sleep(AWAY.toMillis());
    for (Staged server : servers) {
      server.proxy().mend();
    }
    Thread.sleep(AWAY.toMillis());
    servers.forEach(server -> server.conduct().be(Mood.STALLED));
    Thread.sleep(STALL.toMillis());
    servers.forEach(server -> server.conduct().be(Mood.SENDING));
    Thread.sleep(CALM.toMillis());
  }
}
