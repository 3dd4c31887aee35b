package io.lexiseg.demo.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks for free ports on the loopback address. */
final class Ports {
  private Ports() {}

  /** Returns the port itself when it is free, any free one for 0. */
  static int free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections of an earlier run that still fade out do not make a port taken.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerException(
          "broker: expected port %d on 127.0.0.1 to be free, found it in use (%s); choose another port or 0 for any"
              .formatted(port, e.getMessage()),
          e);
    }
  }
}
