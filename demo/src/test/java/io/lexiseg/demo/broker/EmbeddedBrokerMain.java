package io.lexiseg.demo.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Runs the embedded broker as a process of its own: arguments are folder and port; standard output
 * gets one line with the bootstrap servers; the end of standard input stops it, so that it never
 * outlives what started it.
 */
public final class EmbeddedBrokerMain {
  private static final int ARGUMENTS = 2;

  private EmbeddedBrokerMain() {}

  /** Starts the broker; exits with 1 when it cannot start and with 2 on wrong arguments. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != ARGUMENTS || !arguments[1].matches("\\d{1,5}")) {
      System.err.println("usage: EmbeddedBrokerMain FOLDER PORT");
      System.exit(2);
    }
    BrokerSettings settings =
        BrokerSettings.in(Path.of(arguments[0])).withPort(Integer.parseInt(arguments[1]));
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
      System.out.println(broker.bootstrapServers());
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (BrokerException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }
}
