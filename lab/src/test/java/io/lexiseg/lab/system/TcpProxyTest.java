package io.lexiseg.lab.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpProxyTest {
  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void givenAServerThatEchoes() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::echo, "echo");
    thread.setDaemon(true);
    thread.start();
    proxy = TcpProxy.start("127.0.0.1", server.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void shouldLetThrough() throws IOException {
    try (Socket client = client()) {
      assertThat(answer(client, 7)).isEqualTo(7);
    }
  }

  @Test
  void shouldBreakConnectionsAndRefuseNewOnesWhenCut() throws IOException {
    try (Socket client = client()) {
      assertThat(answer(client, 7)).isEqualTo(7);

      proxy.cut();

      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(this::client).isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldLetThroughAgainWhenMended() throws IOException {
    proxy.cut();

    proxy.mend();

    try (Socket client = client()) {
      assertThat(answer(client, 9)).isEqualTo(9);
    }
  }

  private Socket client() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.localPort());
  }

  private static int answer(Socket client, int value) throws IOException {
    client.getOutputStream().write(value);
    return client.getInputStream().read();
  }

  private void echo() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getInputStream().transferTo(client.getOutputStream());
      } catch (IOException e) {
        Thread.currentThread().setName("echo, broken off: " + e.getMessage());
      }
    }
  }
}
