package io.lexiseg.cli.viewer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Sends open pages what changes, as server-sent events.
 *
 * <p>A stream holds one thread. There is a bounded number of them, and a page that takes nothing is
 * cut off by the server's longest time for an answer. <b>Threads:</b> safe.
 */
final class EventStreams {
  /** A part of the server's threads, so that pages never keep each other from asking. */
  static final int MOST_STREAMS = 64;

  /** Ends before the server's longest time for an answer does; the page comes again at once. */
  private static final Duration LIFE = Duration.ofSeconds(25);

  private static final Duration STEP = Duration.ofMillis(250);

  /** Something comes at least this often, so that a page knows whether it is still told. */
  private static final Duration LONGEST_QUIET = Duration.ofSeconds(1);

  private final Semaphore free = new Semaphore(MOST_STREAMS);
  private final ViewerServer.Content content;

  EventStreams(ViewerServer.Content content) {
    this.content = content;
  }

  /** Takes a place that {@link #serve} gives back; false: all are taken. */
  boolean enter() {
    return free.tryAcquire();
  }

  /** Streams to a page until it goes away or its time is over. */
  void serve(HttpExchange exchange, String writes) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      stream(exchange.getResponseBody(), new EventStream(content, writes));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server closes
    } finally {
      free.release();
    }
  }

  private static void stream(OutputStream out, EventStream page)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIFE.toNanos();
    out.write("retry:200\n".getBytes(StandardCharsets.US_ASCII));
    out.write(page.withTime(page.changes().put("reset", true)));
    out.flush();
    long sent = System.nanoTime();
    while (System.nanoTime() < end) {
      Thread.sleep(STEP.toMillis());
      ObjectNode changes = page.changes();
      if (!changes.isEmpty() || System.nanoTime() - sent >= LONGEST_QUIET.toNanos()) {
        out.write(page.withTime(changes));
        out.flush();
        sent = System.nanoTime();
      }
    }
  }
}
