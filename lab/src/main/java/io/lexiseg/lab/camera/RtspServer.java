package io.lexiseg.lab.camera;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * RTSP with H.264 in RTP, interleaved with the control connection, for readers that ask for TCP.
 *
 * <p><b>Source:</b> RFC 2326 and RFC 6184. <b>Deviations:</b> each picture needs no other, its
 * units go whole into one packet each.
 */
final class RtspServer implements CameraServer {
  private static final String SESSION = "12345678";

  private final ServerSocket listening;
  private final Conduct conduct;
  private final RtspAccess access;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(CameraServer::daemon);

  /** A request's method, address and headers; names in small letters. */
  private record Request(String method, String address, Map<String, String> headers) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private RtspServer(ServerSocket listening, Conduct conduct, RtspAccess access) {
    this.listening = listening;
    this.conduct = conduct;
    this.access = access;
  }

  /**
   * Starts one on any free port.
   *
   * @param digest whether a password is asked for as a digest; else plain
   */
  static RtspServer start(Conduct conduct, boolean digest) throws IOException {
    RtspServer started =
        new RtspServer(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            conduct,
            new RtspAccess(conduct.login(), digest));
    started.threads.execute(started::accept);
    return started;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        open.add(socket);
        threads.execute(() -> converse(socket));
      }
    } catch (IOException e) {
      close(); // as wished
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      for (Request request = read(in); !request.method().isEmpty(); request = read(in)) {
        answer(request, out);
        if (request.method().equals("PLAY")) {
          threads.execute(() -> play(socket, new RtpPackets(out)));
        }
      }
    } catch (IOException e) {
      open.remove(socket); // the reader has gone
    } finally {
      open.remove(socket);
    }
  }

  /** An empty method at the end. Binary packets of the reader, its reports, are passed over. */
  private static Request read(BufferedReader in) throws IOException {
    String first = in.readLine();
    while (first != null && !first.contains("RTSP/1.0")) {
      first = in.readLine();
    }
    if (first == null) {
      return new Request("", "", Map.of());
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      String[] parts = line.split(":", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts.length == 2 ? parts[1].strip() : "");
    }
    String[] words = first.replaceAll("^.*?([A-Z_]+ \\S+ RTSP/1\\.0)$", "$1").split(" ");
    return new Request(words[0], words[1], headers);
  }

  private void answer(Request request, DataOutputStream out) throws IOException {
    String sequence = "CSeq: %s\r\n".formatted(request.header("cseq"));
    boolean free = request.method().equals("OPTIONS");
    if (!free && !access.admits(request.method(), request.header("authorization"))) {
      write(out, "RTSP/1.0 401 Unauthorized\r\n" + sequence + access.challenge() + "\r\n\r\n");
      return;
    }
    String rest =
        switch (request.method()) {
          case "OPTIONS" ->
              "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER\r\n\r\n";
          case "DESCRIBE" -> description(request.address());
          case "SETUP" ->
              "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: %s\r\n\r\n"
                  .formatted(SESSION);
          default -> "Session: %s\r\n\r\n".formatted(SESSION);
        };
    boolean datagrams =
        request.method().equals("SETUP") && !request.header("transport").contains("TCP");
    write(
        out,
        datagrams
            ? "RTSP/1.0 461 Unsupported transport\r\n" + sequence + "\r\n"
            : "RTSP/1.0 200 OK\r\n" + sequence + rest);
  }

  private static String description(String address) {
    String text =
        String.join(
            "\r\n",
            "v=0",
            "o=- 0 0 IN IP4 127.0.0.1",
            "s=camera",
            "c=IN IP4 0.0.0.0",
            "t=0 0",
            "m=video 0 RTP/AVP 96",
            "a=rtpmap:96 H264/90000",
            "a=fmtp:96 packetization-mode=1",
            "a=control:track",
            "");
    return "Content-Base: %s/\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(address, text.length(), text);
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    synchronized (out) {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
  }

  private void play(Socket socket, RtpPackets packets) {
    Map<TestCard, byte[]> encoded = new HashMap<>();
    try (socket) {
      for (long picture = 0; ; picture++) {
        if (conduct.next() == Conduct.Mood.SENDING) {
          byte[] units = encoded.computeIfAbsent(conduct.card(), TestCard::h264);
          packets.send(units, picture * Conduct.INTERVAL.toMillis());
        }
      }
    } catch (IOException e) {
      open.remove(socket); // the reader has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int port() {
    return listening.getLocalPort();
  }

  @Override
  public String url(String authority) {
    return "rtsp://" + authority + "/live";
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot close", e);
    }
  }
}
